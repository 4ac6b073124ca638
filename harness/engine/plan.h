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

}  // namespace limitest::engine
