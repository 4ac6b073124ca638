// SPDX-License-Identifier: Apache-2.0
// Whether the host let a scenario be judged at all. A failure is put down to the host only if numbers
// show that the scenario cannot have had what it needs; a broken kernel must not get away with it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "harness/base/bytes.h"

namespace limitest::engine {

struct HostState {
  Nanoseconds at{};            // monotonic
  Nanoseconds cpu{};           // time of all CPUs so far, idle included (/proc/stat)
  Nanoseconds stolen{};        // of it, by the host of a guest
  Nanoseconds waited{};        // how long this process could have run but had no CPU (/proc/self/schedstat)
  Nanoseconds stalled{};       // tasks waited for memory (/proc/pressure/memory); 0 where it is not there
  Bytes available{}, total{};  // memory
};

HostState look_at_host();

// What a scenario wanted of the host and what it took.
struct Demand {
  Bytes planned;      // footprint.h
  Bytes used;         // charged to its groups at the end
  bool late = false;  // it failed because time ran out
};

// Why the host was too disturbed to blame the kernel, with the numbers; none: it was not.
//   CPU     only where time ran out: more than half of all CPU time was stolen, or we ourselves waited
//           for a CPU during more than half of the time
//   memory  there was less available at the start than the scenario needs; or hardly any is left at the
//           end, and others took more of it than the scenario
std::optional<std::string> why_disturbed(const HostState& before, const HostState& after, const Demand& by);

// The numbers of the kernel's files.
Nanoseconds stall_in(std::string_view pressure);                    // "some avg10=... total=MICROSECONDS"
std::pair<Nanoseconds, Nanoseconds> cpu_in(std::string_view stat);  // all time, stolen time
Nanoseconds wait_in(std::string_view schedstat);

}  // namespace limitest::engine
