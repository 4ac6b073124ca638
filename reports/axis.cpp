// SPDX-License-Identifier: Apache-2.0
#include "reports/axis.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>

namespace limitest::reports {
namespace {

constexpr double most_intervals = 5;

// The smallest of 1, 2, 5, 10, 20, ... `limit` times `unit` that covers `largest` in few intervals.
double round_step(double largest, double unit, std::int64_t limit) {
  for (std::int64_t ten = 1; ten < limit; ten *= 10)
    for (const int digit : {1, 2, 5}) {
      const double step = static_cast<double>(digit * ten) * unit;
      if (digit * ten < limit && largest / step <= most_intervals) return step;
    }
  return 0;
}

double size_step(double largest) {
  for (int power = 0; power < 6; ++power)
    if (const double step = round_step(largest, std::ldexp(1, 10 * power), 1000); step > 0) return step;
  return largest / most_intervals;
}

template <class Label>
std::vector<Tick> ticks(double largest, double step, Label label) {
  std::vector<Tick> found;
  for (int i = 0; i * step <= largest; ++i) found.push_back({i * step / largest, label(i * step)});
  return found;
}

}  // namespace

std::vector<Tick> size_ticks(double largest) {
  largest = std::max(largest, 1.0);
  return ticks(largest, size_step(largest),
               [](double value) { return to_string(Bytes{std::llround(value)}); });
}

std::vector<Tick> time_ticks(Nanoseconds end) {
  const double largest = std::max(static_cast<double>(end.count()), 1.0);
  const double step = round_step(largest, 1, 1'000'000'000'000'000'000);
  const bool milliseconds = end < std::chrono::seconds(1);
  const double unit = milliseconds ? 1e6 : 1e9;
  const int digits = std::clamp(static_cast<int>(std::ceil(-std::log10(step / unit) - 1e-9)), 0, 6);
  return ticks(largest, step, [&](double value) {
    return fmt::format("{:.{}f} {}", value / unit, digits, milliseconds ? "ms" : "s");
  });
}

}  // namespace limitest::reports
