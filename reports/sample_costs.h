// SPDX-License-Identifier: Apache-2.0
// Made-up costs, the same every time: what the tests compare with approved files.
#pragma once

#include <vector>

#include "harness/result/comparison.h"
#include "harness/result/costs.h"

namespace limitest::reports {

std::vector<result::Costs> sample_costs();     // times of two kernels, one figure not measured
result::Costs sample_counts();                 // instructions by function
result::Comparison sample_cost_comparison();   // dearer, cheaper, the same, and one that is new
result::Comparison sample_count_comparison();  // five instructions more in one function
result::Comparison sample_run_comparison();    // verdicts

}  // namespace limitest::reports
