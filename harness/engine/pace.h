// SPDX-License-Identifier: Apache-2.0
// How slow this machine is, so that deadlines mean the same everywhere.
#pragma once

#include "harness/base/bytes.h"

namespace limitest::engine {

// What the first touch of a page costs here, at best of several tries.
Result<Nanoseconds> measure_page_touch();

// By how much deadlines are stretched: the cost against that on an ordinary machine, at least 1 and at
// most 3: an emulated guest is 20 times slower, but most of a deadline is reserve.
double slowness(Nanoseconds page_touch);

Nanoseconds stretched(Nanoseconds deadline, double slowness);

// What is ordinary.
inline constexpr Nanoseconds ordinary_touch = std::chrono::microseconds(2);

}  // namespace limitest::engine
