// SPDX-License-Identifier: Apache-2.0
#include "reports/describe.h"

#include <fmt/format.h>

#include "reports/text.h"
#include "reports/words.h"

namespace limitest::reports {

using result::Evidence;
using result::Mark;
using result::Outcome;
using result::Step;
using result::StepOutcome;

namespace {

// Keeps a file with hundreds of failures below the 30 MB at which GitLab stops reading.
constexpr std::size_t evidence_limit = 16384;

void append_line(std::string& out, std::string_view label, std::string_view value) {
  if (!value.empty()) out += fmt::format("{:<9} {}\n", label, value);
}

std::string describe_step(const Step& step) {
  std::string out = fmt::format("  {} {}", symbol(step.outcome), step.text);
  if (step.line > 0) out += fmt::format("  (line {})", step.line);
  if (step.outcome == StepOutcome::not_reached) return out + "  not reached\n";
  if (step.outcome == StepOutcome::left_out) return out + fmt::format("  left out: {}\n", step.seen);
  out += "  at " + instant(step.at);
  if (step.took > Nanoseconds{}) out += ", took " + to_string(step.took);
  out += '\n';
  if (step.outcome == StepOutcome::done) return out;
  append_line(out, "      expected", step.expected);
  append_line(out, "      seen    ", step.seen);
  append_line(out, "      slack   ", step.slack);
  return out;
}

std::string describe_marks(const Outcome& outcome) {
  std::string out = outcome.marks.empty() ? "" : "\nwhat happened\n";
  for (const Mark& mark : outcome.marks)
    out += fmt::format("  {}  {:<7} {}\n", instant(mark.at), mark.kind, mark.text);
  return out;
}

std::string describe_evidence(const Outcome& outcome) {
  std::string out;
  for (const Evidence& evidence : outcome.evidence) {
    out += fmt::format("\n=== {} ===\n{}", evidence.title, shortened(evidence.text, evidence_limit));
    if (out.back() != '\n') out += '\n';
  }
  return out;
}

}  // namespace

std::string describe_steps(const Outcome& outcome) {
  std::string out;
  for (const Step& step : outcome.steps) out += describe_step(step);
  return out;
}

std::string describe_remarks(const Outcome& outcome) {
  std::string out;
  for (const std::string& remark : outcome.remarks) append_line(out, "remark", remark);
  if (outcome.plays) append_line(out, "plays", tally_of(*outcome.plays));
  return out;
}

std::string describe(const Outcome& outcome, const result::Machine& machine) {
  std::string out;
  append_line(out, "reason", outcome.reason);
  out += describe_remarks(outcome);
  append_line(out, "claim", outcome.claim);
  append_line(out, "place", place_of(outcome));
  append_line(out, "again", command_again(outcome, machine));
  if (!outcome.steps.empty()) out += "\nsteps\n" + describe_steps(outcome);
  return out + describe_marks(outcome) + describe_evidence(outcome);
}

}  // namespace limitest::reports
