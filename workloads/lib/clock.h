// SPDX-License-Identifier: Apache-2.0
// The clock of the heartbeat, and a pace that does not drift.
#pragma once

#include <cstdint>

namespace limitest::workload {

using Time = std::int64_t;  // CLOCK_MONOTONIC or a span of it, in nanoseconds; 2^63 of them are 292 years

inline constexpr Time millisecond = 1'000'000;
inline constexpr Time second = 1'000 * millisecond;

Time now();

// Returns early when a signal comes in, which is how the end of a child is noticed at once.
void sleep_until(Time deadline);

// Steps on a fixed grid of absolute times. A late step is caught up, so a hiccup costs no rate; after
// a long pause (a task that the OOM killer's absence put to sleep) the grid starts anew, so what was
// missed does not come as one burst.
class Pace {
 public:
  explicit Pace(Time interval) : interval_(interval), next_(now() + interval) {}
  [[nodiscard]] Time next() const { return next_; }
  void step();

 private:
  Time interval_;
  Time next_;
};

}  // namespace limitest::workload
