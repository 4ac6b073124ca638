// SPDX-License-Identifier: Apache-2.0
// A scenario out of text that is part of a benchmark.
#pragma once

#include <string>

#include "harness/scenario/model.h"

namespace limitest::bench {

Result<scenario::Scenario> scenario_from(const std::string& text);

}  // namespace limitest::bench
