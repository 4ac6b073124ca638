// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "reports/html_parts.h"
#include "reports/text.h"
#include "reports/words.h"

namespace limitest::reports {

using result::Evidence;
using result::Outcome;
using result::Step;
using result::StepOutcome;
using result::Verdict;

namespace {

// Hundreds of failures with whole kernel logs would make a page that no browser likes to open.
constexpr std::size_t evidence_limit = 16384;

Literal class_of(StepOutcome outcome) {
  switch (outcome) {
    case StepOutcome::done:
      return "pass";
    case StepOutcome::failed:
      return "fail";
    case StepOutcome::broken:
      return "broken";
    case StepOutcome::not_reached:
    case StepOutcome::left_out:
      break;
  }
  return "unreached";
}

// On a narrow screen a row becomes a block, and each cell carries its column's name.
void write_cell(Markup& page, Literal column, std::string_view text) {
  page.block_text("td", text,
                  {{"data-column", std::string(column.view())}, {"class", text.empty() ? "empty" : ""}});
}

void write_step(Markup& page, const Step& step) {
  const bool reached = step.outcome != StepOutcome::not_reached && step.outcome != StepOutcome::left_out;
  const auto row = page.block("tr", {{"class", std::string(class_of(step.outcome).view())}});
  {
    const auto cell = page.block("td", {{"class", "outcome"}});
    page.phrase_text("span", symbol(step.outcome), {{"aria-hidden", "true"}});
    page.text(" ");
    page.text(to_string(step.outcome));
  }
  write_cell(page, "line", step.line > 0 ? fmt::to_string(step.line) : "");
  {
    const auto cell = page.block("td", {{"class", "step"}});
    page.text(step.text);
    if (!step.slack.empty()) page.block_text("small", "slack: " + step.slack);
  }
  write_cell(page, "expected", step.expected);
  write_cell(page, "seen", step.seen);
  write_cell(page, "at", reached ? instant(step.at) : "");
  write_cell(page, "took", step.took > Nanoseconds{} ? to_string(step.took) : "");
}

void write_steps(Markup& page, const Outcome& outcome) {
  if (outcome.steps.empty()) return;
  page.block_text("h4", "Steps");
  const auto frame = page.block(
      "div", {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", "steps"}});
  const auto table = page.block("table", {{"class", "steps"}});
  {
    const auto head = page.block("thead");
    const auto row = page.block("tr");
    for (const Literal column : {Literal("outcome"), Literal("line"), Literal("step"), Literal("expected"),
                                 Literal("seen"), Literal("at"), Literal("took")})
      page.block_text("th", column.view(), {{"scope", "col"}});
  }
  const auto body = page.block("tbody");
  for (const Step& step : outcome.steps) write_step(page, step);
}

void write_evidence(Markup& page, const Outcome& outcome) {
  if (outcome.evidence.empty()) return;
  page.block_text("h4", "Evidence");
  for (const Evidence& evidence : outcome.evidence) {
    const auto details = page.block("details", {{"class", "evidence"}});
    {
      const auto summary = page.block("summary");
      page.text(visible_line(evidence.title));
      page.phrase_text("small", " " + plural(count_lines(evidence.text), "line"));
    }
    page.block_text("pre", shortened(evidence.text, evidence_limit), {{"tabindex", "0"}});
  }
}

void write_summary(Markup& page, const Entry& entry) {
  const Outcome& outcome = *entry.outcome;
  const auto summary = page.block("summary");
  write_badge(page, outcome.verdict);
  {
    // In a matrix the scenario's name and claim stand above its cells.
    const auto words = page.phrase("span", {{"class", "words"}});
    page.phrase_text("b", visible_line(entry.name.empty() ? outcome.scenario : entry.name));
    page.text(" ");
    page.phrase_text("span", entry.name.empty() ? outcome.claim : outcome.reason, {{"class", "claim"}});
  }
  if (outcome.duration > Nanoseconds{})
    page.phrase_text("span", spoken(outcome.duration), {{"class", "took"}});
}

bool needs_reading(const Outcome& outcome) {
  return outcome.verdict == Verdict::fail || outcome.verdict == Verdict::broken;
}

}  // namespace

void write_scenario(Markup& page, const Entry& entry) {
  const Outcome& outcome = *entry.outcome;
  Attributes attributes{{"class", "scenario " + std::string(to_string(outcome.verdict))}};
  if (needs_reading(outcome)) attributes.insert(attributes.end(), {{"open", ""}});
  const auto details = page.block("details", attributes);
  write_summary(page, entry);
  // Browsers open closed details around the target of a link, but not a target that is one itself.
  const auto body = page.block("div", {{"class", "body"}, {"id", entry.anchor}});
  if (!outcome.reason.empty()) page.block_text("p", outcome.reason, {{"class", "reason"}});
  for (const std::string& remark : outcome.remarks) page.block_text("p", remark, {{"class", "reason"}});
  if (outcome.plays) page.block_text("p", tally_of(*outcome.plays), {{"class", "meaning"}});
  if (!outcome.file.empty()) {
    const auto foot = page.block("p", {{"class", "foot"}});
    page.phrase_text("code", place_of(outcome));
  }
  write_steps(page, outcome);
  write_timeline(page, outcome);
  write_evidence(page, outcome);
  page.block_text("h4", "Play it again");
  const auto command = page.block("pre", {{"class", "command"}});
  page.phrase_text("code", command_again(outcome, *entry.machine));
}

}  // namespace limitest::reports
