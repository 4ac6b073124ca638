// SPDX-License-Identifier: Apache-2.0
// Robust statistics of measured samples: nothing here assumes a distribution, since a timed sample has
// a long tail of interruptions on one side.
#pragma once

#include <span>
#include <vector>

namespace limitest::bench {

// The middle value; the mean of the two middle ones of an even number. 0 of none.
double median(std::vector<double> values);

// The value below which a share of 0 .. 1 lies, interpolated between neighbours. 0 of none.
double quantile(std::vector<double> values, double share);

struct Interval {
  double low = 0;
  double high = 0;
};

// The 95 % interval of the median of the groups' medians, by a bootstrap at two levels: groups are
// drawn anew, and within each its values. A group is what one process measured: its memory layout is
// its own, so that values of one process are no independent measurements. Always the same result for
// the same values.
Interval bootstrap_median(const std::vector<std::vector<double>>& groups);

// The same for the ratio of the medians of two unpaired samples: over / under.
Interval bootstrap_ratio(const std::vector<double>& over, const std::vector<double>& under);

// The two-sided p-value of the Mann-Whitney U test: how likely are two samples as different as these
// if both come from one distribution? Exact where neither has more than 20 values and none are equal,
// else the normal approximation corrected for ties and continuity. 1 where either is empty.
double mann_whitney(std::span<const double> one, std::span<const double> other);

}  // namespace limitest::bench
