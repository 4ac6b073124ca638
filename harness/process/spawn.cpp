// SPDX-License-Identifier: Apache-2.0
#include "harness/process/spawn.h"

#include <algorithm>
#include <csignal>
#include <cstddef>
#include <string_view>
#include <utility>

#include <poll.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/base/clock.h"
#include "harness/base/retry.h"
#include "harness/process/clone_into.h"
#include "harness/process/spawn_child.h"

namespace limitest::process {
namespace {

// Whether we have what the child would inherit; asked once, before the first child.
bool have_oom_protection() {
  static const bool protection = !read_file("/proc/self/oom_score_adj").value_or("0").starts_with("0");
  return protection;
}

// The child's stack, with a guard page below; ours is in use by the suspended parent. All of it is there
// beforehand: a page table would be charged to the group of a child that is born there, and where the group
// has no room the child would fault for ever, as the OOM killer spares it.
class ChildStack {
 public:
  ChildStack()
      : guard_(static_cast<std::size_t>(::sysconf(_SC_PAGESIZE))),
        base_(::mmap(nullptr, guard_ + usable, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK | MAP_POPULATE, -1, 0)) {
    if (base_ != MAP_FAILED) ::mprotect(base_, guard_, PROT_NONE);
  }
  ~ChildStack() {
    if (base_ != MAP_FAILED) ::munmap(base_, guard_ + usable);
  }
  ChildStack(const ChildStack&) = delete;
  ChildStack& operator=(const ChildStack&) = delete;

  explicit operator bool() const { return base_ != MAP_FAILED; }
  [[nodiscard]] void* top() const { return static_cast<char*>(base_) + guard_ + usable; }
  [[nodiscard]] BirthPlace in(int directory) const { return {directory, base_, guard_ + usable}; }

 private:
  static constexpr std::size_t usable = 65536;
  std::size_t guard_;
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

// Our environment with further tunables of the C library, where a later value counts.
class Environment {
 public:
  explicit Environment(const std::string& tunables) {
    for (char** variable = ::environ; *variable != nullptr; ++variable) all_.push_back(*variable);
    if (!tunables.empty()) add(tunables);
    all_.push_back(nullptr);
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

  [[nodiscard]] char* const* data() const { return all_.data(); }

 private:
  void add(const std::string& tunables) {
    constexpr std::string_view name = "GLIBC_TUNABLES=";
    const auto ours = std::ranges::find_if(
        all_, [&](const char* variable) { return std::string_view(variable).starts_with(name); });
    if (ours == all_.end()) {
      tunables_ = std::string(name) + tunables;
    } else {
      tunables_ = std::string(*ours) + ":" + tunables;
      all_.erase(ours);
    }
    all_.push_back(tunables_.data());
  }

  std::string tunables_;
  std::vector<char*> all_;
};

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
  const int last_arranged = request.status < 0 ? STDERR_FILENO : status_descriptor;
  LIMITEST_ASSERT(request.attach < 0 || request.attach > last_arranged);
  std::vector<char*> argv;
  argv.reserve(request.argv.size() + 1);
  for (const std::string& argument : request.argv) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  const Environment environment(request.tunables);
  Handover handover{.path = request.path.c_str(),
                    .argv = argv.data(),
                    .environment = environment.data(),
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
