// SPDX-License-Identifier: Apache-2.0
// How slow this machine is, so that deadlines mean the same everywhere.
#pragma once

#include "harness/base/bytes.h"

namespace limitest::engine {

// What the first touch of a page costs here, at best of several tries.
Result<Nanoseconds> measure_page_touch();

// An emulated guest is 20 times slower than an ordinary machine, but most of a deadline is reserve.
inline constexpr double most_slowness = 3;

// By how much deadlines are stretched: the cost against that on an ordinary machine, at least 1.
double slowness(Nanoseconds page_touch);

Nanoseconds stretched(Nanoseconds deadline, double slowness);

// What is ordinary.
inline constexpr Nanoseconds ordinary_touch = std::chrono::microseconds(2);

// How long an expectation that names no time is waited for, on an ordinary machine.
inline constexpr Nanoseconds ordinary_patience = std::chrono::seconds(10);

}  // namespace limitest::engine
