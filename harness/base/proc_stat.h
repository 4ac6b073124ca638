// SPDX-License-Identifier: Apache-2.0
// What /proc/PID/stat tells of a task, as far as anyone here asks.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace limitest {

struct ProcStat {
  char state = '?';  // R running, S asleep, D asleep uninterruptibly, T stopped, Z zombie
  int parent = 0;
  std::uint64_t user_ticks = 0;    // clock ticks spent in user mode
  std::uint64_t system_ticks = 0;  // and in the kernel
  std::uint64_t start = 0;         // clock ticks after boot; with the pid it names a process for good
};

// None when the task is gone.
std::optional<ProcStat> proc_stat_of(int pid);
// None for a line that is cut short.
std::optional<ProcStat> parse_proc_stat(std::string_view line);

}  // namespace limitest
