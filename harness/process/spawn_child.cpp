// SPDX-License-Identifier: Apache-2.0
#include "harness/process/spawn_child.h"

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "harness/process/spawn.h"

namespace limitest::process {
namespace {

constexpr unsigned close_on_exec = 1U << 2U;  // CLOSE_RANGE_CLOEXEC, since 5.11

int fail_at(Handover* handover, SpawnFailure::Stage stage) {
  handover->code = errno;
  handover->stage = static_cast<int>(stage);
  ::_exit(127);
}

// Out of the harness's protection: the OOM killer must see the workload as it sees others.
void drop_oom_protection() {
  const int file = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (file < 0) return;
  (void)!::write(file, "0", 1);
  ::close(file);
}

// A shell that starts us in the background has SIGINT ignored, nohup(1) SIGHUP: that is inherited.
void restore_signals() {
  sigset_t none;
  ::sigemptyset(&none);
  struct sigaction ordinary {};
  ordinary.sa_handler = SIG_DFL;
  for (const int number : {SIGPIPE, SIGALRM, SIGCHLD, SIGHUP, SIGINT, SIGQUIT, SIGTERM})
    ::sigaction(number, &ordinary, nullptr);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

bool arrange_descriptors(const Handover* handover) {
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  if (nothing < 0) return false;
  const int output = handover->output >= 0 ? handover->output : nothing;
  if (::dup2(nothing, STDIN_FILENO) < 0) return false;
  if (::dup2(output, STDOUT_FILENO) < 0 || ::dup2(output, STDERR_FILENO) < 0) return false;
  if (handover->status == status_descriptor) return ::fcntl(status_descriptor, F_SETFD, 0) == 0;
  return handover->status < 0 || ::dup2(handover->status, status_descriptor) >= 0;
}

bool stay_on(int cpu) {
  cpu_set_t only;
  CPU_ZERO(&only);
  CPU_SET(cpu, &only);
  return ::sched_setaffinity(0, sizeof only, &only) == 0;
}

// What we inherited ourselves without close-on-exec must not reach the program either.
void close_the_rest(const Handover* handover) {
  const int first = handover->status < 0 ? status_descriptor : status_descriptor + 1;
  (void)::syscall(SYS_close_range, first, ~0U, handover->keep_count == 0 ? 0U : close_on_exec);
  for (std::size_t i = 0; i < handover->keep_count; ++i) (void)::fcntl(handover->keep[i], F_SETFD, 0);
}

}  // namespace

__attribute__((no_sanitize("address", "undefined"))) int child_main(void* argument) {
  auto* handover = static_cast<Handover*>(argument);
  ::setsid();
  ::prctl(PR_SET_NAME, name_before_exec);
  if (handover->die_with_parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != handover->parent) ::_exit(127);
  }
  if (handover->oom_protected) drop_oom_protection();
  restore_signals();
  if (!arrange_descriptors(handover)) return fail_at(handover, SpawnFailure::Stage::prepare);
  if (handover->cpu >= 0 && !stay_on(handover->cpu)) return fail_at(handover, SpawnFailure::Stage::prepare);
  // Last of all, so that nothing but the program itself is charged to the group.
  if (handover->attach >= 0 && ::write(handover->attach, "0", 1) != 1)
    return fail_at(handover, SpawnFailure::Stage::attach);
  close_the_rest(handover);
  ::execve(handover->path, handover->argv, handover->environment);
  return fail_at(handover, SpawnFailure::Stage::exec);
}

}  // namespace limitest::process
