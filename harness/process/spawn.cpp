// SPDX-License-Identifier: Apache-2.0
#include "harness/process/spawn.h"

#include <csignal>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/base/clock.h"
#include "harness/base/retry.h"
#include "harness/process/clone_into.h"

namespace limitest::process {
namespace {

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
  // Written by the child:
  volatile int stage;
  volatile int code;
};

constexpr int not_failed = -1;
constexpr unsigned close_on_exec = 1U << 2U;  // CLOSE_RANGE_CLOEXEC, since 5.11

int fail_at(Handover* handover, SpawnFailure::Stage stage) {
  handover->code = errno;
  handover->stage = static_cast<int>(stage);
  ::_exit(127);
}

// Whether we have what the child would inherit; asked once, before the first child.
bool have_oom_protection() {
  static const bool protection = !read_file("/proc/self/oom_score_adj").value_or("0").starts_with("0");
  return protection;
}

// Out of the harness's protection: the OOM killer must see the workload as it sees others.
void drop_oom_protection() {
  const int file = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (file < 0) return;
  (void)!::write(file, "0", 1);
  ::close(file);
}

void restore_signals() {
  sigset_t none;
  ::sigemptyset(&none);
  struct sigaction ordinary {};
  ordinary.sa_handler = SIG_DFL;
  ::sigaction(SIGPIPE, &ordinary, nullptr);
  ::sigaction(SIGALRM, &ordinary, nullptr);
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

// What a child is called until the kernel names it after its program, which is when it has memory of its own.
constexpr const char* name_before_exec = "limitest-exec";

// Runs on the parent's memory until it execs: only async-signal-safe calls, no allocation, no return.
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

// The child's stack, with a guard page below; ours is in use by the suspended parent. All of it is there
// beforehand: a page table would be charged to the group of a child that is born there, and where the group
// has no room the child would fault for ever, as the OOM killer spares it.
class ChildStack {
 public:
  ChildStack()
      : base_(::mmap(nullptr, size, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK | MAP_POPULATE, -1, 0)) {
    if (base_ != MAP_FAILED) ::mprotect(base_, guard, PROT_NONE);
  }
  ~ChildStack() {
    if (base_ != MAP_FAILED) ::munmap(base_, size);
  }
  ChildStack(const ChildStack&) = delete;
  ChildStack& operator=(const ChildStack&) = delete;

  explicit operator bool() const { return base_ != MAP_FAILED; }
  [[nodiscard]] void* top() const { return static_cast<char*>(base_) + size; }
  [[nodiscard]] BirthPlace in(int directory) const { return {directory, base_, size}; }

 private:
  static constexpr std::size_t size = 65536;
  static constexpr std::size_t guard = 4096;
  void* base_;
};

// Signals stay out while parent and child share memory: a handler must not run on the child's side.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    ::sigfillset(&all);
    ::sigprocmask(SIG_SETMASK, &all, &before_);
  }
  ~SignalsBlocked() { ::sigprocmask(SIG_SETMASK, &before_, nullptr); }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

 private:
  sigset_t before_{};
};

}  // namespace

namespace {

// A vfork child born in its cgroup; -1 where that is refused, so that the attach file says why.
int clone_born_inside(Handover& handover, const ChildStack& stack, int& pidfd) {
  const int attach = std::exchange(handover.attach, -1);
  const int pid = clone_into_cgroup(stack.in(handover.into), child_main, &handover, pidfd);
  handover.attach = attach;
  return pid;
}

// One clone(2) of child_main: with `flags` of vfork, or without them on a copy of our memory.
std::expected<Child, SpawnFailure> clone_child(Handover& handover, int flags) {
  static const ChildStack stack;
  if (!stack) return std::unexpected(SpawnFailure{SpawnFailure::Stage::clone, Errno{ENOMEM}});
  int pidfd = -1;
  int pid = -1;
  {
    const SignalsBlocked blocked;
    if ((flags & CLONE_VFORK) != 0 && handover.into >= 0) pid = clone_born_inside(handover, stack, pidfd);
    if (pid < 0) pid = ::clone(child_main, stack.top(), flags | CLONE_PIDFD | SIGCHLD, &handover, &pidfd);
  }
  if (pid < 0) return std::unexpected(SpawnFailure{SpawnFailure::Stage::clone, Errno{errno}});
  Child child{pid, Fd(pidfd)};
  if (handover.stage == not_failed) return child;
  ::waitid(P_PID, static_cast<id_t>(pid), nullptr, WEXITED);
  return std::unexpected(
      SpawnFailure{static_cast<SpawnFailure::Stage>(handover.stage), Errno{handover.code}});
}

// A vfork child wakes its parent a moment before it has left the parent's memory (exec_mmap() in fs/exec.c),
// and while it shares that, whoever kills the child's group kills the parent as well. Descriptors are closed
// on exec before that moment on some kernels (6.1, 6.12), after it on others; the name comes after it on all.
void await_departure(const Child& child) {
  constexpr Nanoseconds patience = std::chrono::seconds(5);  // it takes microseconds
  const std::string name = fmt::format("/proc/{}/comm", child.pid);
  (void)retry_until(monotonic_now() + patience, [&] {
    pollfd ended{.fd = child.pidfd.number(), .events = POLLIN, .revents = 0};
    return !read_file(name).value_or("").starts_with(name_before_exec) || ::poll(&ended, 1, 0) > 0;
  });
}

}  // namespace

std::expected<Child, SpawnFailure> spawn(const SpawnRequest& request) {
  std::vector<char*> argv;
  argv.reserve(request.argv.size() + 1);
  for (const std::string& argument : request.argv) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  Handover handover{.path = request.path.c_str(),
                    .argv = argv.data(),
                    .environment = ::environ,
                    .into = request.into,
                    .attach = request.attach,
                    .status = request.status,
                    .output = request.output,
                    .keep = request.keep.data(),
                    .keep_count = request.keep.size(),
                    .cpu = request.cpu,
                    .die_with_parent = request.die_with_parent,
                    .oom_protected = have_oom_protection(),
                    .parent = ::getpid(),
                    .stage = not_failed,
                    .code = 0};
  auto child = clone_child(handover, CLONE_VM | CLONE_VFORK);
  if (child) await_departure(*child);
  const bool no_room = !child && child.error().answer.code == ENOMEM &&
                       (child.error().stage == SpawnFailure::Stage::prepare ||
                        child.error().stage == SpawnFailure::Stage::exec);
  if (!no_room || request.attach < 0) return child;
  // The OOM killer spares a vfork child, so a call beyond a tiny limit is refused instead. A child
  // with memory of its own meets the group's rules as any program does: it is killed, or paused.
  handover.stage = not_failed;
  return clone_child(handover, 0);
}

std::string to_string(const SpawnFailure& failure) {
  constexpr const char* stages[] = {"make a process", "attach to the cgroup", "prepare the process", "exec"};
  return fmt::format("{}: {}", stages[static_cast<int>(failure.stage)], failure.answer.described());
}

}  // namespace limitest::process
