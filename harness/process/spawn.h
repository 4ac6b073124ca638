// SPDX-License-Identifier: Apache-2.0
// Starts a program inside a cgroup: on v2 the child is born there (clone_into.h); else, and where that is
// refused, it is a vfork child that writes "0" to the attach file itself before it execs. So nothing of
// the program is ever charged elsewhere, and no RCU grace period is waited for. Between vfork and exec only
// async-signal-safe calls are made.
#pragma once

#include <string>
#include <vector>

#include "harness/base/errno_name.h"
#include "harness/base/fd.h"

namespace limitest::process {

struct SpawnRequest {
  std::string path;               // of the program
  std::vector<std::string> argv;  // argv[0] included
  int into = -1;                  // directory of a cgroup of v2 to be born in, or -1
  int attach = -1;                // open attach file of the cgroup, or -1: stay where we are
  int status = -1;                // becomes descriptor 3 of the child, or -1
  int output = -1;                // stdout and stderr; -1: /dev/null
  int cpu = -1;                   // the one CPU to run on, from before it is attached; -1: any
  bool die_with_parent = true;    // SIGKILL when the calling thread ends
  std::vector<int> keep;          // further descriptors it gets, under the numbers they have here
  std::string tunables;           // of the GNU C library, beside those we were started with (GLIBC_TUNABLES)
};

// The child's number for the status page, as passed to `--status-fd`.
inline constexpr int status_descriptor = 3;

struct Child {
  int pid = 0;
  Fd pidfd;
};

// Why a program did not start: at which call, and the kernel's answer. Being refused by the cgroup
// (stage attach) is data; the rest is our side's trouble.
struct SpawnFailure {
  enum class Stage : std::uint8_t { clone, attach, prepare, exec };
  Stage stage;
  Errno answer;
};

// A child that was killed before it could exec (a limit too small for that) counts as started.
std::expected<Child, SpawnFailure> spawn(const SpawnRequest& request);

// "attach to the cgroup: EBUSY (Device or resource busy)"
std::string to_string(const SpawnFailure& failure);

}  // namespace limitest::process
