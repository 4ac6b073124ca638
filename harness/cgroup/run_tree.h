// SPDX-License-Identifier: Apache-2.0
// The one subtree a run makes: limitest-TIME-PID-START-NAMESPACE. The name carries the owner's pid, start
// time and pid namespace, so that a later run knows, by the name alone, what a dead run left behind; nothing
// else is ever touched.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/cgroup/group.h"
#include "harness/cgroup/location.h"

namespace limitest::cgroup {

// The process a tree belongs to. `start` (clock ticks since boot, field 22 of /proc/PID/stat) tells
// it from a later process with the same pid.
struct Owner {
  int pid = 0;
  unsigned long long start = 0;
  unsigned long long pid_namespace = 0;  // inode of /proc/self/ns/pid: a pid means something there alone
  friend bool operator==(const Owner&, const Owner&) = default;
};

Owner this_process();
// Taken for alive where it cannot be told: in another pid namespace, as of a container that sees the same
// cgroups.
bool is_alive(const Owner& owner);

// "20261123T200607" and an owner as a name, and back; none for a name that is not ours.
std::string tree_name(std::string_view time, const Owner& owner);
std::optional<Owner> owner_of(std::string_view name);

// Makes the tree in the root of the hierarchy, or below our own group where we may not write there.
Result<Group> make_run_tree(const Location& location, const std::string& name);

// The root of the hierarchy that `group` is in, as far as it is mounted; a tree in a delegated scope lies
// deeper.
std::string root_above(const Group& group);

// What became of what dead runs left behind. One that resists, as a task that a broken kernel does not let
// die makes it, holds up no other.
struct StaleTrees {
  std::vector<std::string> removed;   // paths
  std::vector<std::string> troubles;  // sentences
};
StaleTrees remove_stale_trees(const Location& location);

// Trees of ours that are there now, whoever owns them.
std::vector<std::string> run_trees(const Location& location);

}  // namespace limitest::cgroup
