// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/steps/answer.h"

#include <algorithm>

#include <fmt/ranges.h>

#include "harness/engine/pace.h"

namespace limitest::engine {
namespace {

using result::StepOutcome;

std::string expected_answer(const scenario::Answer& wanted) {
  if (wanted.errnos.empty()) return "accepted";
  std::vector<std::string> names;
  for (const Errno& one : wanted.errnos) names.push_back(one.name());
  return fmt::format("{}", fmt::join(names, " or "));
}

bool is_expected(const scenario::Answer& wanted, const Errno& answer) {
  if (wanted.errnos.empty()) return answer.accepted();
  return std::ranges::find(wanted.errnos, answer) != wanted.errnos.end();
}

}  // namespace

void record_answer(const scenario::Answer& wanted, const Errno& answer, result::Step& step) {
  step.expected = expected_answer(wanted);
  step.seen = answer.described();
  step.outcome = is_expected(wanted, answer) ? StepOutcome::done : StepOutcome::failed;
}

void record_answer(const scenario::Answer& wanted, const WriteAnswer& answer, const Performance& at) {
  record_answer(wanted, answer.answer, at.step);
  if (!answer.timed_out) return;
  at.step.outcome = StepOutcome::failed;
  at.step.seen = fmt::format("no answer within {}", to_string(answer_budget(at.settings)));
  at.stage.late = true;
}

Nanoseconds answer_budget(const PerformSettings& settings) {
  constexpr Nanoseconds ordinary = std::chrono::seconds(30);
  return stretched(ordinary, settings.slowness);
}

}  // namespace limitest::engine
