// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cerrno>
#include <csignal>

#include <fmt/ranges.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "harness/base/clock.h"
#include "harness/base/retry.h"
#include "harness/cgroup/group.h"

namespace limitest::cgroup {
namespace {

// Deepest first, and one at a time: a tree may have more groups than a process may have files open. A group
// that vanishes meanwhile is somebody else's success.
template <class Visit>
void visit_below(const Group& group, const Visit& visit) {
  for (const std::string& name : group.children())
    if (const auto below = group.child(name)) {
      visit_below(*below, visit);
      visit(*below);
    }
}

template <class Visit>
void visit_all(const Group& top, const Visit& visit) {
  visit_below(top, visit);
  visit(top);
}

// A pid from cgroup.procs may be re-used at any moment: signal it through a pidfd that was opened
// while the group still listed it.
void kill_member(const Group& group, int pid) {
  const Fd task(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
  const std::vector<int> now = group.processes().value_or(std::vector<int>{});
  if (!task || std::ranges::find(now, pid) == now.end()) return;
  (void)::syscall(SYS_pidfd_send_signal, task.number(), SIGKILL, nullptr, 0);
}

// Of a group that is gone, and of a threaded one, which cgroup.kill reaches. Any other answer says nothing.
bool is_nobodys(Errno answer) {
  return answer.code == ENOENT || answer.code == ENODEV || answer.code == EOPNOTSUPP;
}

// Whether nobody was in it.
bool kill_members(const Group& group) {
  if (group.hierarchy() == Hierarchy::v2) (void)group.write("cgroup.kill", "1");
  const auto members = group.processes();
  if (!members) return is_nobodys(members.error());
  for (const int pid : *members) kill_member(group, pid);
  return members->empty();
}

// A task that does not die of SIGKILL may wait for memory in a place that is not killable.
void let_go(const Group& group) {
  if (group.hierarchy() == Hierarchy::v1) {
    (void)group.write("memory.memsw.limit_in_bytes", "-1");
    (void)group.write("memory.limit_in_bytes", "-1");
    (void)group.write("memory.oom_control", "0");
  } else {
    (void)group.write("memory.high", "max");
    (void)group.write("memory.max", "max");
    (void)group.write("cgroup.freeze", "0");
  }
}

std::string leftovers(const Group& top) {
  std::vector<std::string> all;
  visit_all(top, [&](const Group& group) {
    for (const int pid : group.processes().value_or(std::vector<int>{}))
      all.push_back(fmt::format("{}", pid));
  });
  return fmt::format("{}", fmt::join(all, ", "));
}

// Whoever was killed may have made another group before it died: so each round looks for all of them anew.
Result<> kill_all(const Group& top, Nanoseconds budget) {
  const Nanoseconds start = monotonic_now();
  bool relaxed = false;
  const bool empty = retry_until(start + budget, [&] {
    bool nobody = true;
    visit_all(top, [&](const Group& group) { nobody = kill_members(group) && nobody; });
    if (!nobody && !relaxed && monotonic_now() > start + budget / 4) {
      visit_all(top, let_go);
      relaxed = true;
    }
    return nobody;
  });
  if (empty) return {};
  return failure("processes in {} outlive SIGKILL: {}; see /proc/PID/stack", top.path(), leftovers(top));
}

Result<> remove_all(const Group& top, Nanoseconds budget) {
  std::string trouble;
  const auto remove = [&](const Group& group) {
    const Errno answer = group.remove();
    if (answer.accepted() || answer.code == ENOENT) return true;
    trouble = fmt::format("cgroup {} cannot be removed: {}; processes in it: {}", group.path(),
                          answer.described(), group.processes().value_or(std::vector<int>{}).size());
    (void)kill_members(group);
    return false;
  };
  const bool gone = retry_until(monotonic_now() + budget, [&] {
    visit_below(top, remove);
    return remove(top);
  });
  if (gone) return {};
  return failure("{}", trouble);
}

}  // namespace

Result<> empty_and_remove(const Group& top, Nanoseconds budget) {
  LIMITEST_TRY_VOID(kill_all(top, budget));
  return remove_all(top, budget);
}

}  // namespace limitest::cgroup
