// SPDX-License-Identifier: Apache-2.0
// Thousands of samples to as many points as a chart has room for, without losing a peak.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "harness/result/model.h"

namespace limitest::reports {

struct Point {
  Nanoseconds at{};
  std::int64_t usage = 0;
};

// Of each of `columns` equal spans of time the lowest and the highest sample, in the order they came; so
// at most two points a column. Samples need not be evenly spaced, but ordered.
std::vector<Point> thinned(const std::vector<result::Sample>& samples, Nanoseconds end, std::size_t columns);

// From `at` on the limit was this; none: unlimited.
struct LimitChange {
  Nanoseconds at{};
  std::optional<std::int64_t> limit;
};

std::vector<LimitChange> limit_changes(const std::vector<result::Sample>& samples);

}  // namespace limitest::reports
