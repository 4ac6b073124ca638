// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/statistics.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace limitest::bench {
namespace {

constexpr int resamples = 2000;
constexpr std::uint64_t seed = 20261124;
constexpr double tail = 0.025;

Interval interval_of(const std::vector<double>& estimates) {
  return {quantile(estimates, tail), quantile(estimates, 1 - tail)};
}

// The median of a resample of n sorted values is one of them: the k-th smallest of n uniform draws,
// and that is distributed as Beta(k, n + 1 - k). Drawing it so costs the same for any n.
class MedianOfResample {
 public:
  explicit MedianOfResample(std::vector<double> values) : sorted_(std::move(values)) {
    std::ranges::sort(sorted_);
    const double middle = (static_cast<double>(sorted_.size()) + 1) / 2;
    rank_ = std::gamma_distribution<double>(middle);
  }

  template <class Random>
  double operator()(Random& random) {
    const double below = rank_(random);
    const double above = rank_(random);
    const auto at = static_cast<std::size_t>(below / (below + above) * static_cast<double>(sorted_.size()));
    return sorted_[std::min(at, sorted_.size() - 1)];
  }

 private:
  std::vector<double> sorted_;
  std::gamma_distribution<double> rank_;
};

}  // namespace

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  const double place = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::ptrdiff_t>(place);
  const auto at = values.begin() + below;
  std::ranges::nth_element(values, at);
  if (at + 1 == values.end()) return *at;
  return std::lerp(*at, *std::min_element(at + 1, values.end()), place - std::floor(place));
}

double median(std::vector<double> values) {
  constexpr double half = 0.5;
  return quantile(std::move(values), half);
}

Interval bootstrap_median(const std::vector<std::vector<double>>& groups) {
  std::vector<MedianOfResample> draws;
  for (const auto& group : groups)
    if (!group.empty()) draws.emplace_back(group);
  if (draws.empty()) return {};
  std::mt19937_64 random(seed);
  std::uniform_int_distribution<std::size_t> which(0, draws.size() - 1);
  std::vector<double> estimates(resamples);
  std::vector<double> medians(draws.size());
  for (double& estimate : estimates) {
    for (double& one : medians) one = draws[which(random)](random);
    estimate = median(medians);
  }
  return interval_of(estimates);
}

Interval bootstrap_ratio(const std::vector<double>& over, const std::vector<double>& under) {
  if (over.empty() || under.empty()) return {};
  MedianOfResample above(over);
  MedianOfResample below(under);
  std::mt19937_64 random(seed);
  std::vector<double> estimates(resamples);
  for (double& estimate : estimates) estimate = above(random) / below(random);
  return interval_of(estimates);
}

}  // namespace limitest::bench
