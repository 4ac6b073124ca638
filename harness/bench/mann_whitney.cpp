// SPDX-License-Identifier: Apache-2.0
// H. B. Mann and D. R. Whitney, "On a test of whether one of two random variables is stochastically
// larger than the other", 1947.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "harness/bench/statistics.h"

namespace limitest::bench {
namespace {

constexpr std::size_t most_for_exact = 20;

struct Ranked {
  double u = 0;     // how many pairs have the first sample's value above the other's; a tie counts half
  double ties = 0;  // sum of t^3 - t over the groups of equal values
};

Ranked rank(std::span<const double> one, std::span<const double> other) {
  std::vector<std::pair<double, bool>> all;
  for (const double value : one) all.emplace_back(value, true);
  for (const double value : other) all.emplace_back(value, false);
  std::ranges::sort(all);
  double rank_sum = 0;
  Ranked ranked;
  for (auto begin = all.begin(); begin != all.end();) {
    const auto end = std::find_if(begin, all.end(), [&](const auto& it) { return it.first != begin->first; });
    const auto equal = static_cast<double>(end - begin);
    const double mean_rank = static_cast<double>(begin - all.begin()) + (equal + 1) / 2;
    rank_sum +=
        mean_rank * static_cast<double>(std::count_if(begin, end, [](const auto& it) { return it.second; }));
    ranked.ties += equal * equal * equal - equal;
    begin = end;
  }
  const auto n = static_cast<double>(one.size());
  ranked.u = rank_sum - n * (n + 1) / 2;
  return ranked;
}

// In how many of the orders of n and m values U is `u` or less, as a share of all: counts[j] is the
// number of orders with U = j, built up value by value (Mann and Whitney's recurrence).
double share_up_to(std::size_t n, std::size_t m, std::size_t u) {
  std::vector<std::vector<double>> counts(m + 1, std::vector<double>(n * m + 1));
  for (auto& row : counts) row[0] = 1;
  for (std::size_t i = 1; i <= n; ++i)
    for (std::size_t j = 1; j <= m; ++j)
      for (std::size_t at = n * m; at + 1 > 0; --at)
        counts[j][at] = (at >= j ? counts[j][at - j] : 0) + counts[j - 1][at];
  const auto& last = counts[m];
  return std::accumulate(last.begin(), last.begin() + static_cast<std::ptrdiff_t>(u) + 1, 0.0) /
         std::accumulate(last.begin(), last.end(), 0.0);
}

double approximate(double u, double n, double m, double ties) {
  const double all = n + m;
  const double variance = n * m / 12 * (all + 1 - ties / (all * (all - 1)));
  if (variance <= 0) return 1;
  constexpr double continuity = 0.5;
  const double z = (std::abs(u - n * m / 2) - continuity) / std::sqrt(variance);
  return std::min(1.0, std::erfc(z / std::sqrt(2.0)));
}

}  // namespace

double mann_whitney(std::span<const double> one, std::span<const double> other) {
  if (one.empty() || other.empty()) return 1;
  const auto n = static_cast<double>(one.size());
  const auto m = static_cast<double>(other.size());
  const Ranked ranked = rank(one, other);
  if (ranked.ties > 0 || std::max(one.size(), other.size()) > most_for_exact)
    return approximate(ranked.u, n, m, ranked.ties);
  const double smaller = std::min(ranked.u, n * m - ranked.u);
  return std::min(1.0, 2 * share_up_to(one.size(), other.size(), static_cast<std::size_t>(smaller)));
}

}  // namespace limitest::bench
