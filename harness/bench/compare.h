// SPDX-License-Identifier: Apache-2.0
// Judges two results of the same kind against each other.
#pragma once

#include "harness/result/comparison.h"
#include "harness/result/costs.h"
#include "harness/result/model.h"

namespace limitest::bench {

struct Thresholds {
  double times = 5;         // percent
  double instructions = 2;  // percent; they are exact, but move by tenths with the layout of a kernel
};

// A change counts when it is past the threshold and its 95 % interval leaves out "no change". Of single
// values nothing is known but the change itself.
result::Comparison compare_costs(const result::Costs& before, const result::Costs& after,
                                 const Thresholds& thresholds);

// Verdicts by scenario, kernel and hierarchy.
result::Comparison compare_runs(const result::Run& before, const result::Run& after);

}  // namespace limitest::bench
