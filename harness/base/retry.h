// SPDX-License-Identifier: Apache-2.0
// Waiting for what the kernel announces by no event: asks again at once, then ever more rarely,
// from 100 us up to 5 ms, until a deadline.
#pragma once

#include <algorithm>

#include "harness/base/clock.h"

namespace limitest {

// The pause before the next question. Grows by half each time.
class Backoff {
 public:
  Nanoseconds next() {
    const Nanoseconds now = pause_;
    pause_ = std::min(pause_ + pause_ / 2, longest);
    return now;
  }
  void reset() { pause_ = shortest; }

 private:
  static constexpr Nanoseconds shortest = std::chrono::microseconds(100);
  static constexpr Nanoseconds longest = std::chrono::milliseconds(5);
  Nanoseconds pause_ = shortest;
};

void nap(Nanoseconds span);

// True as soon as `predicate` is, false once `deadline` (of monotonic_now()) has passed without.
template <class Predicate>
bool retry_until(Nanoseconds deadline, Predicate&& predicate) {
  Backoff backoff;
  while (!predicate()) {
    if (monotonic_now() >= deadline) return false;
    nap(backoff.next());
  }
  return true;
}

}  // namespace limitest
