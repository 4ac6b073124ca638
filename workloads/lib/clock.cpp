// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/clock.h"

#include <algorithm>
#include <ctime>

namespace limitest::workload {

Time now() {
  timespec at{};
  ::clock_gettime(CLOCK_MONOTONIC, &at);
  return at.tv_sec * second + at.tv_nsec;
}

void sleep_until(Time deadline) {
  const timespec at{.tv_sec = deadline / second, .tv_nsec = deadline % second};
  ::clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, nullptr);
}

void Pace::step() {
  next_ += interval_;
  const Time late = now() - next_;
  if (late > std::max(4 * interval_, 100 * millisecond)) next_ += late;
}

}  // namespace limitest::workload
