// SPDX-License-Identifier: Apache-2.0
// Plays one scenario in a cgroup subtree of its own and says how it went. Whatever it made it
// removes, in every case.
#pragma once

#include "harness/engine/perform.h"
#include "harness/result/model.h"
#include "harness/scenario/model.h"

namespace limitest::engine {

struct PlaySettings {
  std::string workload_program;
  SlackModel slack;
  Nanoseconds patience = ordinary_patience;         // of an expectation that names no time, stretched already
  Nanoseconds timeout = scenario::default_timeout;  // of a scenario that names no time, stretched already
  double slowness = 1;                              // by which other deadlines are stretched (pace.h)
  bool watch_kernel_log = true;
};

// `parent` is the run's tree; `directory` the name of the scenario's own group in it; `left_out` the
// reason of each step that is not for this machine (applies.h), or nothing at all.
result::Outcome play(const scenario::Scenario& scenario, const cgroup::Group& parent,
                     const std::string& directory, const PlaySettings& settings,
                     const std::vector<std::string>& left_out = {});

}  // namespace limitest::engine
