// SPDX-License-Identifier: Apache-2.0
// What /proc tells of a task from outside.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace limitest::process {

struct TaskState {
  char letter = '?';        // R running, S asleep, D asleep uninterruptibly, T stopped, Z zombie
  std::uint64_t ticks = 0;  // user and system time used, in clock ticks
};

// The state of one thread; `pid` alone stands for the leader. None when it is gone.
std::optional<TaskState> task_state(int pid);

// The threads of a process, leader first, the others in the order of their numbers.
std::vector<int> threads_of(int pid);

// The process that made it; none when it is gone.
std::optional<int> parent_of(int pid);

// Where in the kernel it sleeps: "mem_cgroup_oom_synchronize". Debian's 5.10 answers "0" for all.
std::string wait_channel(int pid);

// The kernel stack, one frame a line; empty where we may not read it.
std::string kernel_stack(int pid);

}  // namespace limitest::process
