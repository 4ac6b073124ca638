// SPDX-License-Identifier: Apache-2.0
#include "reports/thinning.h"

#include <algorithm>

namespace limitest::reports {

using result::Sample;

namespace {

std::size_t column_of(Nanoseconds at, Nanoseconds end, std::size_t columns) {
  if (at <= Nanoseconds{} || end <= Nanoseconds{}) return 0;
  const double share = static_cast<double>(at.count()) / static_cast<double>(end.count());
  const double column = share * static_cast<double>(columns);
  return std::min(static_cast<std::size_t>(std::min(column, 1e9)), columns - 1);
}

void append(std::vector<Point>& points, const Sample& sample) {
  points.push_back({sample.at, sample.usage});
}

}  // namespace

std::vector<Point> thinned(const std::vector<Sample>& samples, Nanoseconds end, std::size_t columns) {
  std::vector<Point> points;
  auto first = samples.begin();
  while (first != samples.end()) {
    const std::size_t column = column_of(first->at, end, columns);
    const auto last = std::find_if(first, samples.end(),
                                   [&](const Sample& s) { return column_of(s.at, end, columns) != column; });
    const auto [low, high] = std::ranges::minmax_element(first, last, {}, &Sample::usage);
    append(points, *std::min(low, high));
    if (low != high) append(points, *std::max(low, high));
    first = last;
  }
  return points;
}

std::vector<LimitChange> limit_changes(const std::vector<Sample>& samples) {
  std::vector<LimitChange> changes;
  for (const Sample& sample : samples)
    if (changes.empty() || changes.back().limit != sample.limit) changes.push_back({sample.at, sample.limit});
  return changes;
}

}  // namespace limitest::reports
