// SPDX-License-Identifier: Apache-2.0
// What a scenario needs of a machine and its kernel.
#pragma once

#include <string>
#include <vector>

#include "harness/engine/machine.h"
#include "harness/scenario/model.h"

namespace limitest::engine {

// Why it cannot be played here, a reason for each need that is unmet, with what would change that.
// `machine` has a memory controller.
std::vector<std::string> needs_unmet(const scenario::Scenario& scenario, const Machine& machine);

}  // namespace limitest::engine
