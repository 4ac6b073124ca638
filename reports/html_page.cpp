// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "reports/html_parts.h"
#include "reports/words.h"

namespace limitest::reports {

using result::Run;
using result::Verdict;

namespace {

std::string class_of(Verdict verdict) {
  return std::string(to_string(verdict));
}

std::string anchor_of(Verdict verdict) {
  return verdict == Verdict::pass ? "#all" : fmt::format("#{}", to_string(verdict));
}

// All outcomes as one bar; the counts below say the same in words.
void write_bar(Markup& page, const Run& run) {
  const auto bar =
      page.block("svg", {{"class", "bar"}, {"width", "100%"}, {"height", "8"}, {"aria-hidden", "true"}});
  double begin = 0;
  for (const Verdict verdict : result::all_verdicts) {
    const double share =
        static_cast<double>(count(run, verdict)) / static_cast<double>(run.outcomes.size()) * 100;
    if (share == 0) continue;
    page.empty("rect", {{"class", class_of(verdict)},
                        {"x", fmt::format("{:.2f}%", begin)},
                        {"width", fmt::format("{:.2f}%", share)},
                        {"height", "8"}});
    begin += share;
  }
}

void write_counts(Markup& page, const Run& run) {
  const auto list = page.block("ul", {{"class", "counts"}});
  for (const Verdict verdict : result::all_verdicts) {
    const std::size_t number = count(run, verdict);
    const auto item = page.block("li", {{"class", class_of(verdict) + (number == 0 ? " none" : "")}});
    const auto link = number == 0 ? page.phrase("span") : page.phrase("a", {{"href", anchor_of(verdict)}});
    page.phrase_text("b", fmt::to_string(number));
    page.text(" ");
    page.phrase_text("span", symbol(verdict), {{"aria-hidden", "true"}});
    page.text(" ");
    page.text(participle(verdict));
  }
}

void write_fact(Markup& page, std::string_view label, std::string_view value) {
  if (value.empty()) return;
  const auto pair = page.block("div");
  page.block_text("dt", label);
  page.block_text("dd", value);
}

// "2026-11-23T20:06:07Z" as "2026-11-23 20:06 UTC", anything else as it is.
std::string readable_time(std::string started) {
  constexpr std::size_t place_of_t = 10;
  if (started.size() != std::string_view("2026-11-23T20:06:07Z").size() || !started.ends_with('Z'))
    return started;
  started[place_of_t] = ' ';
  return started.substr(0, started.rfind(':')) + " UTC";
}

void write_facts(Markup& page, const Run& run) {
  const auto list = page.block("dl", {{"class", "facts"}});
  if (run.cells.empty()) {
    write_fact(page, "kernel", run.machine.kernel);
    write_fact(page, "hierarchy", run.machine.hierarchy);
  } else {
    write_fact(page, "cells", fmt::to_string(run.cells.size()));
  }
  write_fact(page, "host", run.machine.host);
  write_fact(page, "started", readable_time(run.started));
  write_fact(page, "took", spoken(run.duration));
  // Of guests each has its own, further down; those of the host would be taken for theirs.
  if (run.cells.empty())
    for (const auto& [label, value] : run.machine.facts) write_fact(page, label, value);
}

}  // namespace

void write_badge(Markup& page, Verdict verdict) {
  const auto badge = page.phrase("span", {{"class", "badge " + class_of(verdict)}});
  page.phrase_text("span", symbol(verdict), {{"aria-hidden", "true"}});
  page.text(" ");
  page.text(participle(verdict));
}

void write_masthead(Markup& page, const Run& run, const Headline& headline) {
  const auto header = page.block("header", {{"class", "masthead " + class_of(headline.verdict)}});
  {
    const auto title = page.block("div", {{"class", "title"}});
    page.block_text("span", symbol(headline.verdict), {{"class", "seal"}, {"aria-hidden", "true"}});
    page.block_text("h1", headline.sentence);
  }
  if (!headline.trouble.empty()) page.block_text("p", headline.trouble + ".", {{"class", "trouble"}});
  if (!run.outcomes.empty()) write_bar(page, run);
  write_counts(page, run);
  write_facts(page, run);
  if (!run.command.empty()) {
    const auto command = page.block("pre", {{"class", "command"}});
    page.phrase_text("code", shell_line(run.command));
  }
}

void write_navigation(Markup& page, const Run& run, const Headline& headline) {
  const auto bar = page.block("nav", {{"aria-label", "sections"}});
  const auto inner = page.block("div");
  page.block_text("a", headline.brief, {{"href", "#top"}, {"class", "brief " + class_of(headline.verdict)}});
  if (has_several_cells(run)) {
    page.block_text("a", "changed", {{"href", "#changes"}});
    page.block_text("a", "side by side", {{"href", "#matrix"}});
  }
  for (const Verdict verdict : result::all_verdicts)
    if (verdict != Verdict::pass && count(run, verdict) > 0)
      page.block_text("a", participle(verdict), {{"href", anchor_of(verdict)}});
  if (!run.outcomes.empty()) page.block_text("a", "all", {{"href", "#all"}});
  page.block_text("span", headline.place, {{"class", "where"}});
}

}  // namespace limitest::reports
