// SPDX-License-Identifier: Apache-2.0
// What a child does between clone and exec. It runs on its parent's memory: only async-signal-safe calls, no
// allocation, no return.
#pragma once

#include <cstddef>

namespace limitest::process {

// What parent and child share while the parent is suspended. Plain data, prepared before the clone.
struct Handover {
  const char* path;
  char* const* argv;
  char* const* environment;
  int into;
  int attach;
  int status;
  int output;
  const int* keep;
  std::size_t keep_count;
  int cpu;
  bool die_with_parent;
  bool oom_protected;
  int parent;
  // Written by the child, where it could not exec: a SpawnFailure::Stage and an errno.
  volatile int stage;
  volatile int code;
};

inline constexpr int not_failed = -1;

// What a child is called until the kernel names it after its program, which is when it has memory of its own.
inline constexpr const char* name_before_exec = "limitest-exec";

// The child's function for clone(2); `argument` is its Handover.
int child_main(void* argument);

}  // namespace limitest::process
