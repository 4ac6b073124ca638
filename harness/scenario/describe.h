// SPDX-License-Identifier: Apache-2.0
// Scenarios as plain sentences.
#pragma once

#include <string>

#include "harness/scenario/model.h"

namespace limitest::scenario {

// "write 90M to box/memory.limit_in_bytes, refused with EBUSY"
std::string describe(const Step& step);

// The whole of it: claim, needs, cgroups and numbered steps.
std::string describe(const Scenario& scenario);

}  // namespace limitest::scenario
