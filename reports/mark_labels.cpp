// SPDX-License-Identifier: Apache-2.0
#include "reports/mark_labels.h"

#include <algorithm>

#include <fmt/format.h>

#include "reports/text.h"

namespace limitest::reports {
namespace {

constexpr double narrowest_chart = 290;  // pixels, on a screen 400 wide
constexpr std::size_t most_lanes = 3;

std::string text_of(std::size_t first, std::size_t last) {
  return first == last ? fmt::to_string(first) : fmt::format("{}–{}", first, last);
}

double width_of(const std::string& text) {
  return 8 + 7 * static_cast<double>(columns(text));
}

// Marks closer to the first of a cluster than `near` join it.
std::vector<MarkLabel> clustered(const std::vector<double>& shares, double near) {
  std::vector<MarkLabel> labels;
  for (std::size_t first = 0; first < shares.size();) {
    std::size_t last = first;
    while (last + 1 < shares.size() && shares[last + 1] - shares[first] < near) ++last;
    const std::string text = text_of(first + 1, last + 1);
    labels.push_back({text, (shares[first] + shares[last]) / 2, 0, width_of(text)});
    first = last + 1;
  }
  return labels;
}

void assign_lanes(std::vector<MarkLabel>& labels) {
  constexpr double gap = 2;
  std::vector<double> taken_to;  // by lane, in pixels
  for (MarkLabel& label : labels) {
    const double begin = label.share * narrowest_chart - label.width / 2;
    const auto lane = std::ranges::find_if(taken_to, [&](double end) { return begin >= end + gap; });
    label.lane = static_cast<std::size_t>(lane - taken_to.begin());
    if (lane == taken_to.end()) taken_to.push_back(0);
    taken_to[label.lane] = begin + label.width;
  }
}

}  // namespace

std::size_t count_lanes(const std::vector<MarkLabel>& labels) {
  const auto highest = std::ranges::max_element(labels, {}, &MarkLabel::lane);
  return highest == labels.end() ? 0 : highest->lane + 1;
}

std::vector<MarkLabel> place_labels(const std::vector<double>& shares) {
  for (double near = 0.004;; near *= 2) {
    std::vector<MarkLabel> labels = clustered(shares, near);
    assign_lanes(labels);
    if (count_lanes(labels) <= most_lanes) return labels;
  }
}

}  // namespace limitest::reports
