// SPDX-License-Identifier: Apache-2.0
// The rights, as capabilities(7) has them, that a scenario wants of who runs it.
#pragma once

#include <string>
#include <vector>

#include "harness/engine/machine.h"
#include "harness/scenario/model.h"

namespace limitest::engine {

// Why it cannot be played by who runs it here, a reason for each right that is missing.
std::vector<std::string> rights_missing(const scenario::Scenario& scenario, const Machine& machine);

}  // namespace limitest::engine
