// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <csignal>

#include <fmt/ranges.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "harness/base/clock.h"
#include "harness/base/retry.h"
#include "harness/cgroup/group.h"

namespace limitest::cgroup {
namespace {

// Deepest first. Groups that vanish meanwhile are somebody else's success.
void collect(const Group& group, std::vector<Group>& all, bool itself) {
  for (const std::string& name : group.children())
    if (auto below = group.child(name)) {
      collect(*below, all, false);
      all.push_back(std::move(*below));
    }
  if (itself)
    if (auto same = Group::open(group.path(), group.hierarchy())) all.push_back(std::move(*same));
}

// None where they cannot be read: the group is gone, or cgroup.kill has to do.
std::vector<int> members(const Group& group) {
  return group.processes().value_or(std::vector<int>{});
}

bool still_member(const Group& group, int pid) {
  const std::vector<int> now = members(group);
  return std::ranges::find(now, pid) != now.end();
}

// A pid from cgroup.procs may be re-used at any moment: signal it through a pidfd that was opened
// while the group still listed it.
void kill_member(const Group& group, int pid) {
  const Fd task(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
  if (!task || !still_member(group, pid)) return;
  (void)::syscall(SYS_pidfd_send_signal, task.number(), SIGKILL, nullptr, 0);
}

bool kill_once(const std::vector<Group>& groups) {
  bool empty = true;
  for (const Group& group : groups) {
    if (group.hierarchy() == Hierarchy::v2) (void)group.write("cgroup.kill", "1");
    for (const int pid : members(group)) {
      empty = false;
      kill_member(group, pid);
    }
  }
  return empty;
}

// A task that does not die of SIGKILL may wait for memory in a place that is not killable.
void let_go(const std::vector<Group>& groups) {
  for (const Group& group : groups) {
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
}

std::string leftovers(const std::vector<Group>& groups) {
  std::vector<std::string> all;
  for (const Group& group : groups)
    for (const int pid : members(group)) all.push_back(fmt::format("{}", pid));
  return fmt::format("{}", fmt::join(all, ", "));
}

// Whoever was killed may have made another group before it died: so this is asked for anew in each round.
std::vector<Group> subtree_of(const Group& top) {
  std::vector<Group> groups;
  collect(top, groups, true);
  return groups;
}

Result<> kill_all(const Group& top, Nanoseconds budget) {
  const Nanoseconds start = monotonic_now();
  std::vector<Group> groups;
  bool relaxed = false;
  const bool empty = retry_until(start + budget, [&] {
    groups = subtree_of(top);
    if (kill_once(groups)) return true;
    if (!relaxed && monotonic_now() > start + budget / 4) {
      let_go(groups);
      relaxed = true;
    }
    return false;
  });
  if (empty) return {};
  return failure("processes in {} outlive SIGKILL: {}; see /proc/PID/stack", top.path(), leftovers(groups));
}

Result<> remove_all(const Group& top, Nanoseconds budget) {
  std::string trouble;
  const bool gone = retry_until(monotonic_now() + budget, [&] {
    for (const Group& group : subtree_of(top)) {
      const Errno answer = group.remove();
      if (answer.accepted() || answer.code == ENOENT) continue;
      trouble = fmt::format("cgroup {} cannot be removed: {}; processes in it: {}", group.path(),
                            answer.described(), members(group).size());
      return false;
    }
    return true;
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
