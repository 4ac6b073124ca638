// SPDX-License-Identifier: Apache-2.0
#include "harness/process/clone_into.h"

#include <cerrno>
#include <csignal>
#include <cstdint>

#include <linux/sched.h>
#include <sys/syscall.h>

namespace limitest::process {

#if defined(__x86_64__)
namespace {

// The C library has no wrapper: the child must not return on a stack that is not its own. What the child
// needs is in registers that a system call keeps, and not in the frame pointer, which a first frame has as
// zero.
__attribute__((no_sanitize("address", "undefined"))) long clone3_on_stack(clone_args* args,
                                                                          int (*child)(void*),
                                                                          void* argument) {
  long result = SYS_clone3;
  __asm__ volatile(
      "syscall\n\t"
      "test %%rax, %%rax\n\t"
      "jnz 1f\n\t"
      "xor %%ebp, %%ebp\n\t"
      "mov %[argument], %%rdi\n\t"
      "call *%[child]\n\t"
      "mov %%eax, %%edi\n\t"
      "mov %[exit], %%eax\n\t"
      "syscall\n\t"
      "hlt\n"
      "1:"
      : "+a"(result)
      : "D"(args), "S"(sizeof *args), [child] "b"(child), [argument] "d"(argument), [exit] "i"(SYS_exit)
      : "rcx", "r11", "memory", "cc");
  return result;
}

}  // namespace

int clone_into_cgroup(const BirthPlace& place, int (*child)(void*), void* argument, int& pidfd) {
  clone_args args{};
  args.flags = CLONE_VM | CLONE_VFORK | CLONE_PIDFD | CLONE_INTO_CGROUP;
  args.pidfd = reinterpret_cast<std::uintptr_t>(&pidfd);
  args.exit_signal = SIGCHLD;
  args.stack = reinterpret_cast<std::uintptr_t>(place.stack);
  args.stack_size = place.stack_size;
  args.cgroup = static_cast<std::uint64_t>(place.directory);
  const long pid = clone3_on_stack(&args, child, argument);
  if (pid >= 0) return static_cast<int>(pid);
  errno = static_cast<int>(-pid);
  return -1;
}
#else
int clone_into_cgroup(const BirthPlace&, int (*)(void*), void*, int&) {
  errno = ENOSYS;
  return -1;
}
#endif

}  // namespace limitest::process
