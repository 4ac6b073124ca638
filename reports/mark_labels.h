// SPDX-License-Identifier: Apache-2.0
// Where the numbers of a timeline's marks go, so that none covers another even on a phone: marks that
// nearly coincide share one label ("3–5"), labels side by side move to the next lane.
#pragma once

#include <string>
#include <vector>

namespace limitest::reports {

struct MarkLabel {
  std::string text;      // "4" or "3–5"
  double share = 0;      // of the axis, where its middle stands
  std::size_t lane = 0;  // 0 is nearest to the chart
  double width = 0;      // in pixels
};

// `shares` are the marks' places on the axis in order, each 0 to 1.
std::vector<MarkLabel> place_labels(const std::vector<double>& shares);

std::size_t count_lanes(const std::vector<MarkLabel>& labels);

}  // namespace limitest::reports
