// SPDX-License-Identifier: Apache-2.0
// What must become true, and what is kept to compare with.
#include <algorithm>

#include "harness/engine/evaluate.h"
#include "harness/engine/pace.h"
#include "harness/engine/steps/steps.h"

namespace limitest::engine {
namespace {

using result::StepOutcome;

// `for:`: the condition must go on holding. What has become final cannot change any more.
bool stays(const scenario::Expect& expect, Judgement& now, Stage& stage) {
  const Nanoseconds since = stage.now();
  const bool broke = stage.eventually(since + *expect.lasting, [&] {
    now = judge(expect.condition, stage);
    return !now.holds || now.final;
  });
  if (!broke || now.holds) return true;
  now.seen += fmt::format(" (it held for {})", to_string(stage.now() - since));
  return false;
}

}  // namespace

Result<> carry_out(const scenario::Expect& expect, const Performance& at) {
  const auto& [stage, settings, step] = at;
  step.expected = expect.condition.text;
  const Nanoseconds begin = stage.now();
  for (auto& [name, actor] : stage.actors) actor.begin_step(begin);
  const Nanoseconds patience =
      expect.within ? stretched(*expect.within, settings.slowness) : settings.patience;
  const Nanoseconds deadline = std::min(begin + patience, settings.deadline);
  Judgement now;
  const auto look = [&] {
    now = judge(expect.condition, at.stage);
    return now.holds || now.final;
  };
  stage.eventually(deadline, look, now.announced);
  bool holds = now.holds;
  stage.late = !holds && !now.final;
  if (holds && expect.lasting && !now.final) holds = stays(expect, now, stage);
  step.seen = now.seen;
  step.slack = now.slack;
  step.outcome = holds ? StepOutcome::done : StepOutcome::failed;
  if (!holds && stage.now() >= settings.deadline)
    step.seen += "; the scenario's timeout is over";
  else if (stage.late && expect.within && settings.slowness > 1)
    step.seen += fmt::format("; waited for {}: this machine is slow, deadlines are {:.1f} times as long",
                             to_string(patience), settings.slowness);
  return {};
}

Result<> carry_out(const scenario::Save& save, const Performance& at) {
  const Quantity value = evaluate(save.formula, at.stage);
  if (!value.unknown.empty()) {
    at.step.expected = "a number";
    at.step.seen = value.unknown;
    at.step.outcome = StepOutcome::failed;
    return {};
  }
  at.step.seen = value_text(value.value, value.kind);
  at.step.outcome = StepOutcome::done;
  at.stage.saved.insert_or_assign(save.name, value);
  return {};
}

}  // namespace limitest::engine
