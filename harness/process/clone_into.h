// SPDX-License-Identifier: Apache-2.0
// clone3(2) with CLONE_INTO_CGROUP (Linux 5.7): a vfork child that is born in a cgroup of v2, so that
// no move takes place, and nothing waits for an RCU grace period.
#pragma once

namespace limitest::process {

struct BirthPlace {
  int directory;  // of the cgroup
  void* stack;    // lowest address of the child's stack, and its size
  unsigned long stack_size;
};

// Runs `child` with `argument` in a process that shares our memory; returns when it has exec'ed or
// ended. Its pid, and `pidfd` filled in; or -1 with errno: ENOSYS where the call is not to be had.
int clone_into_cgroup(const BirthPlace& place, int (*child)(void*), void* argument, int& pidfd);

}  // namespace limitest::process
