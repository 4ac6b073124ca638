// SPDX-License-Identifier: Apache-2.0
// Decides, before anything runs, whether a scenario can be played on this machine.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "harness/engine/machine.h"
#include "harness/scenario/model.h"

namespace limitest::engine {

// What the decision needs to know beyond the machine; replaceable in tests.
struct Probes {
  std::function<bool(const std::string& control_file)> has_control_file;
  std::function<bool(const std::string& program)> has_program;
};

// Every reason why it cannot run here, each with what would change that, joined in one line;
// none: it can.
std::optional<std::string> reason_to_skip(const scenario::Scenario& scenario, const Machine& machine,
                                          const Probes& probes);

// The control files a scenario cannot do without, by their real names on `hierarchy`. Steps with a
// reason in `left_out` (applies.h) count for nothing; empty: all count.
std::vector<std::string> control_files_of(const scenario::Scenario& scenario, cgroup::Hierarchy hierarchy,
                                          const std::vector<std::string>& left_out = {});

// The programs it runs or says it needs; `left_out` as above.
std::vector<std::string> programs_of(const scenario::Scenario& scenario,
                                     const std::vector<std::string>& left_out = {});

}  // namespace limitest::engine
