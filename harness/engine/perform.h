// SPDX-License-Identifier: Apache-2.0
// Carries out one step of a scenario on its stage.
#pragma once

#include "harness/engine/pace.h"
#include "harness/engine/stage.h"
#include "harness/result/model.h"
#include "harness/scenario/model.h"

namespace limitest::engine {

struct PerformSettings {
  std::string workload_program;              // path of limitest-workload
  Nanoseconds patience = ordinary_patience;  // deadline of an expectation without `within:`
  Nanoseconds deadline{};                    // of the whole scenario, on the stage's clock
  double slowness = 1;                       // by which `within:` is stretched (pace.h)
};

// Fills in outcome, expected, seen and slack of `step`. An Error means that our side broke.
Result<> perform(const scenario::Step& action, Stage& stage, const PerformSettings& settings,
                 result::Step& step);

// The groups and settings a scenario starts from, in order; a refusal is reported as its reason.
struct SetUpRefused {
  std::string what;  // "write 5M to box/memory.limit_in_bytes"
  Errno answer;
  scenario::Position at;
};
Result<std::optional<SetUpRefused>> set_up(const scenario::Scenario& scenario, Stage& stage, double slowness);

}  // namespace limitest::engine
