// SPDX-License-Identifier: Apache-2.0
// The style sheet. Every pair of text and ground keeps a contrast of 4.5 to 1 or more, light and dark.
#include "reports/html_parts.h"

namespace limitest::reports {

Literal style_sheet() {
  return R"css(
:root {
  color-scheme: light dark;
  --paper: #fcfcfb; --panel: #ffffff; --shade: #f2f3f1; --line: #dcdfe0; --ink: #1a1e22; --quiet: #565e66;
  --fail: #b3211c; --broken: #8a4a00; --known: #6a3fb0; --skip: #565e66; --pass: #17703a;
  --link: #1b58b8; --usage: #2f6fc4; --on-color: #ffffff;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171b; --panel: #1b1f24; --shade: #23282e; --line: #343b43; --ink: #e7eaed; --quiet: #a3adb7;
    --fail: #ff8f86; --broken: #f3b55c; --known: #c3acff; --skip: #a3adb7; --pass: #74d293;
    --link: #8dbbff; --usage: #6ea8f5; --on-color: #14171b;
  }
}
.fail { --tone: var(--fail) } .broken { --tone: var(--broken) } .known { --tone: var(--known) }
.skip { --tone: var(--skip) } .pass { --tone: var(--pass) } .unreached { --tone: var(--quiet) }

* { box-sizing: border-box }
html { scroll-padding-top: 4rem; -webkit-text-size-adjust: 100% }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
}
main, nav > div, footer { max-width: 70rem; margin: 0 auto; padding: 0 1.5rem }
a { color: var(--link); text-underline-offset: .2em; text-decoration-thickness: .06em }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px }
h1, h2, h3, h4, p, dl, dd, ul, ol, figure { margin: 0; padding: 0 }
h1 { font-size: clamp(1.5rem, 1rem + 2.2vw, 2.4rem); line-height: 1.2; letter-spacing: -.02em;
  text-wrap: balance; overflow-wrap: anywhere }
h2 { font-size: 1.4rem; line-height: 1.3; letter-spacing: -.01em }
h3 { font-size: 1.05rem; line-height: 1.4 }
h4 { font-size: .8rem; font-weight: 600; color: var(--quiet); margin: 1.75rem 0 .5rem }
code, pre, .contrast .expected dd, .contrast .seen dd, td[data-column=expected], td[data-column=seen] {
  font-family: var(--mono); font-size: .88em }
pre { margin: 0; padding: .8rem 1rem; background: var(--shade); border-radius: 6px; overflow-x: auto;
  line-height: 1.5; tab-size: 8 }
pre code { font-size: inherit }
.command { white-space: pre-wrap; overflow-wrap: anywhere }
small { font-size: .85em; color: var(--quiet) }
section { margin-top: 3.5rem }
.meaning { color: var(--quiet); margin-bottom: 1.1rem }

nav { position: sticky; top: 0; z-index: 2; background: var(--paper); border-bottom: 1px solid var(--line);
  font-size: .9rem }
nav > div { display: flex; gap: 1.2rem; align-items: baseline; padding-top: .6rem; padding-bottom: .6rem;
  overflow-x: auto; white-space: nowrap }
nav a { text-decoration: none } nav a:hover { text-decoration: underline }
nav .brief { color: var(--tone); font-weight: 700 }
nav .where { margin-left: auto; color: var(--quiet) }

.masthead { padding-top: 3rem }
.title { display: flex; gap: 1.1rem; align-items: flex-start }
.seal { flex: none; display: grid; place-items: center; width: 2.9rem; height: 2.9rem; border-radius: 50%;
  background: var(--tone); color: var(--on-color); font-size: 1.5rem; font-weight: 700; line-height: 1 }
.trouble { margin: .6rem 0 0 4rem; color: var(--tone); font-weight: 600 }
.bar { display: block; margin-top: 2rem; border-radius: 4px }
.bar rect { fill: var(--tone); stroke: var(--paper); stroke-width: 1 }
.counts { list-style: none; display: flex; flex-wrap: wrap; gap: .4rem 2.2rem; margin-top: .9rem }
.counts li > * { color: var(--tone); text-decoration: none; white-space: nowrap }
.counts a:hover { text-decoration: underline }
.counts b { font-size: 1.7rem; letter-spacing: -.02em; font-variant-numeric: tabular-nums }
.counts .none > * { color: var(--quiet) } .counts .none b { font-weight: 400 }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: 1rem 1.5rem;
  margin: 1.8rem 0 1.6rem; padding-top: 1.4rem; border-top: 1px solid var(--line) }
.facts dt { color: var(--quiet); font-size: .8rem } .facts dd { overflow-wrap: anywhere }

.card { background: var(--panel); border: 1px solid var(--line); border-left: 4px solid var(--tone);
  border-radius: 6px; padding: 1.1rem 1.3rem; margin-top: 1rem }
.card .claim { margin-top: .2rem; max-width: 65ch }
.sign { color: var(--tone); margin-right: .5rem }
h3 a, .words b { overflow-wrap: anywhere }
.contrast { margin: .9rem 0; display: grid; gap: .3rem }
.contrast > div { display: grid; grid-template-columns: 6rem 1fr; align-items: baseline }
.contrast dt { color: var(--quiet); font-size: .85rem } .contrast dd { overflow-wrap: anywhere }
.contrast .seen dd { color: var(--tone); font-weight: 700 }
.foot { display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; font-size: .9rem; color: var(--quiet) }
.foot code { overflow-wrap: anywhere }
.reasons { display: grid; gap: 1rem }
.reasons dt { max-width: 75ch }
.reasons dd { display: inline-block; margin-right: 1.2rem; font-size: .95rem; overflow-wrap: anywhere }

.folder { margin-top: 1.8rem }
.folder h3 { margin-bottom: .5rem; color: var(--quiet); font-weight: 600; overflow-wrap: anywhere }
.scenario { border: 1px solid var(--line); background: var(--panel); margin-top: -1px }
.scenario:first-of-type { border-radius: 6px 6px 0 0 } .scenario:last-of-type { border-radius: 0 0 6px 6px }
.scenario:only-of-type { border-radius: 6px }
.scenario:has(> :target) { outline: 2px solid var(--link); outline-offset: -1px }
.body { scroll-margin-top: 8rem }
.scenario > summary { display: grid; grid-template-columns: 6.2rem minmax(0, 1fr) auto; gap: .8rem; padding: .65rem 1.1rem;
  align-items: baseline; cursor: pointer; list-style: none }
.scenario > summary::-webkit-details-marker { display: none }
.scenario > summary:hover { background: var(--shade) }
.scenario[open] > summary { border-bottom: 1px solid var(--line) }
.words .claim { color: var(--quiet); font-size: .92em; margin-left: .4em }
summary .took { color: var(--quiet); font-size: .88rem; font-variant-numeric: tabular-nums; white-space: nowrap }
.badge { color: var(--tone); font-weight: 600; white-space: nowrap; font-size: .92rem }
.body { padding: 1.1rem 1.1rem 1.5rem }
.reason { font-weight: 600; max-width: 75ch; overflow-wrap: anywhere; margin-bottom: .3rem }
.scenario.fail .reason, .scenario.broken .reason { color: var(--tone) }
.evidence { margin-top: .4rem }
.evidence summary { cursor: pointer; padding: .2rem 0; overflow-wrap: anywhere }
.evidence pre { max-height: 32rem; overflow: auto }

.scroll { overflow-x: auto }
.scroll.tall { overflow: auto; max-height: 85vh; border: 1px solid var(--line); border-radius: 6px }
.matrix, .cells { border-collapse: separate; border-spacing: 0; font-size: .92rem }
.matrix th, .matrix td { border-bottom: 1px solid var(--line); background: var(--panel); white-space: nowrap }
.matrix td.why { text-align: left; white-space: normal; overflow-wrap: anywhere; min-width: 18rem }
.matrix thead th { position: sticky; top: 0; z-index: 1; padding: .35rem .6rem; font-size: .82rem;
  color: var(--quiet); text-align: center; height: 2rem }
.matrix thead tr + tr th { top: 2rem } .matrix th:first-child[rowspan] { left: 0; z-index: 2; text-align: left }
.matrix tbody th { position: sticky; left: 0; text-align: left; font-weight: 400; padding: .25rem 1.2rem .25rem .8rem;
  white-space: normal; overflow-wrap: anywhere; min-width: 11rem; max-width: 26rem }
.matrix .changed th { font-weight: 700 }
.matrix td { padding: 0; text-align: center; min-width: 2.6rem }
.matrix td a { display: block; padding: .25rem .4rem; color: var(--tone); text-decoration: none }
.matrix td a:hover { background: var(--shade) } .matrix .absent { color: var(--quiet) }
.matrix td.fail a, .matrix td.broken a { background: var(--tone); color: var(--on-color); font-weight: 700 }
.cells th, .cells td { padding: .35rem 1.4rem .35rem 0; text-align: left; vertical-align: baseline;
  border-bottom: 1px solid var(--line) }
.cells tbody th { font-weight: 400; color: var(--quiet); white-space: nowrap }
.cells thead th { white-space: nowrap; font-size: .88rem }
.cells td { font-variant-numeric: tabular-nums; min-width: 6rem; overflow-wrap: anywhere }
.left-out { margin-top: 1.4rem }
.neighbours { margin: 1.4rem 0 .3rem }
.change { display: grid; grid-template-columns: 13rem 1fr; gap: .2rem 1rem; padding: .55rem 0;
  border-top: 1px solid var(--line); align-items: baseline }
.change .turn { white-space: nowrap } .change .names { display: flex; flex-wrap: wrap; gap: .1rem 1.1rem }
.change .names a { overflow-wrap: anywhere }
.change .why { color: var(--quiet); font-size: .92rem; max-width: 75ch; overflow-wrap: anywhere }
.where { color: var(--quiet); font-size: .92rem }
.reasons dd.where { display: block } .reasons dd.name { color: var(--quiet); font-size: .88rem }
.reasons > div:target { outline: 2px solid var(--link); outline-offset: 4px; border-radius: 3px }
.several { border: 1px solid var(--line); background: var(--panel); margin-top: -1px }
.several > summary { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .8rem; padding: .55rem 1.1rem;
  align-items: baseline; cursor: pointer; list-style: none }
.several > summary::-webkit-details-marker { display: none } .several > summary:hover { background: var(--shade) }
.several > .scenario { margin: .5rem .8rem; border-radius: 6px } .several[open] { padding-bottom: .4rem }
.verdicts { display: flex; gap: .45rem }
.steps { width: 100%; border-collapse: collapse; font-size: .92rem }
.steps th { text-align: left; font-weight: 600; font-size: .8rem; color: var(--quiet) }
.steps th, .steps td { padding: .45rem 1.1rem .45rem 0; vertical-align: baseline;
  border-bottom: 1px solid var(--line) }
.steps th:last-child, .steps td:last-child { padding-right: 0 }
.steps tr:last-child td { border-bottom: 0 }
.steps small { display: block }
.steps .outcome { color: var(--tone); white-space: nowrap }
.steps .step { min-width: 14rem; width: 36%; overflow-wrap: anywhere }
td[data-column=expected], td[data-column=seen] { overflow-wrap: anywhere; min-width: 7rem }
.steps tr.fail .outcome, .steps tr.broken .outcome, tr.fail td[data-column=seen],
tr.broken td[data-column=seen] { color: var(--tone); font-weight: 700 }
.steps tr.unreached td { color: var(--quiet) }
td[data-column=line], td[data-column=at], td[data-column=took] { font-variant-numeric: tabular-nums;
  white-space: nowrap; color: var(--quiet) }

figure + figure { margin-top: 1.2rem }
figcaption { display: flex; flex-wrap: wrap; gap: .1rem 1.4rem; align-items: baseline; font-size: .9rem }
.key { display: inline-flex; gap: .45rem; align-items: center; color: var(--quiet) }
.chart { display: flex; padding-right: .8rem }
.chart svg { display: block; overflow: visible } .sizes { flex: none } .plot { flex: 1; min-width: 0 }
.chart text { font-size: 11px; fill: var(--quiet); font-variant-numeric: tabular-nums }
.chart .middle { text-anchor: middle } .chart .last { text-anchor: end }
.chart .number { fill: var(--ink); font-weight: 600 }
.grid { stroke: var(--line); stroke-width: 1 } .axis { stroke: var(--quiet); stroke-width: 1 }
.area { fill: var(--usage); opacity: .18 }
.usage { fill: none; stroke: var(--usage); stroke-width: 2; vector-effect: non-scaling-stroke;
  stroke-linejoin: round }
.limit { fill: none; stroke: var(--ink); stroke-width: 1.75; stroke-dasharray: 6 4;
  vector-effect: non-scaling-stroke }
.mark { stroke: var(--quiet); stroke-width: 1; opacity: .55 } .mark.kill { stroke: var(--fail); opacity: 1 }
.pill { fill: var(--shade); stroke: var(--line) }
.marks { margin-top: .7rem; padding-left: 2rem; font-size: .9rem; columns: 24rem 2; column-gap: 3rem }
.marks li { break-inside: avoid; overflow-wrap: anywhere; padding-left: .3rem }
.marks li::marker { color: var(--quiet); font-variant-numeric: tabular-nums }
.marks time { color: var(--quiet); font-variant-numeric: tabular-nums; margin-right: .3rem }
.kind { font-weight: 600 } .kind.kill { color: var(--fail) }
footer { margin-top: 4rem; padding-top: 1rem; padding-bottom: 3rem; color: var(--quiet); font-size: .85rem }

@media (max-width: 44rem) {
  main, nav > div, footer { padding-left: 1rem; padding-right: 1rem }
  nav > div { gap: .9rem } nav .where { display: none }
  .masthead { padding-top: 1.6rem }
  .title { gap: .8rem } .seal { width: 2.2rem; height: 2.2rem; font-size: 1.15rem }
  .trouble { margin-left: 0 }
  .counts { gap: .1rem 1.4rem } .counts b { font-size: 1.35rem }
  .facts { grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: .7rem 1rem }
  .card { padding: .9rem 1rem }
  .contrast > div { grid-template-columns: 4.6rem 1fr }
  .scenario > summary { grid-template-columns: 1fr auto; gap: .1rem .8rem; padding: .6rem .9rem }
  .scenario > summary .words { grid-row: 2; grid-column: 1 / -1 }
  .words .claim { display: block; margin-left: 0 }
  .change { grid-template-columns: 1fr }
  .several > summary { grid-template-columns: 1fr; gap: .1rem } .several > .scenario { margin: .4rem }
  .matrix tbody th { min-width: 8rem; max-width: 10rem; padding-right: .5rem; font-size: .85rem }
  .body { padding: .9rem }
  .steps thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  .steps, .steps tbody, .steps td { display: block; border: 0; padding: 0 }
  .steps tr { display: flex; flex-wrap: wrap; gap: 0 1.2rem; padding: .6rem 0;
    border-bottom: 1px solid var(--line) }
  .steps tr:last-child { border-bottom: 0 }
  .steps td { border-bottom: 0 }
  .steps .step, .steps td[data-column=expected], .steps td[data-column=seen] { flex: 1 0 100% }
  .steps td[data-column]::before { content: attr(data-column) " "; color: var(--quiet); font-weight: 400;
    font-family: system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; font-size: .8rem;
    padding-right: .5em }
  .steps td.empty { display: none }
  .marks { columns: auto }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --panel: #fff; --shade: #f4f4f4; --line: #bbb; --ink: #000; --quiet: #444;
    --fail: #b3211c; --broken: #8a4a00; --known: #6a3fb0; --skip: #444; --pass: #17703a; --link: #000;
    --usage: #2f6fc4; --on-color: #fff }
  body { font-size: 10pt } nav { display: none } .masthead { padding-top: 0 }
  .card, figure, .steps tr, .marks li { break-inside: avoid }
  h2, h3, h4, summary { break-after: avoid }
  .evidence pre { max-height: none; white-space: pre-wrap }
  .scenario.fail::details-content, .scenario.broken::details-content { content-visibility: visible }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact }
}
)css";
}

}  // namespace limitest::reports
