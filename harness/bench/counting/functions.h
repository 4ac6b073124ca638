// SPDX-License-Identifier: Apache-2.0
// Instruction counts by address made counts by kernel function.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/base/result.h"
#include "harness/bench/counting/symbols.h"

namespace limitest::bench {

struct ByFunction {
  using Counts = std::vector<std::pair<std::string, double>>;  // per unit
  Counts more;  // of the subject beyond those of the base, the largest first
  Counts all;   // of the subject
};

// What the plugin wrote of one figure; less than a hundredth of an instruction is left out.
Result<ByFunction> functions_in(std::string_view report, Symbols symbols, double units);

}  // namespace limitest::bench
