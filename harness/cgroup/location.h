// SPDX-License-Identifier: Apache-2.0
// Where the memory controller is on this machine, found from /proc/self/mountinfo and the
// cgroup filesystems themselves; /proc/cgroups lies on some kernels (no line for a v2-only controller).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/result.h"
#include "harness/cgroup/control_file.h"

namespace limitest::cgroup {

// One line of /proc/self/mountinfo.
struct Mount {
  std::string root;     // the part of the filesystem that is mounted
  std::string point;    // where
  std::string type;     // "cgroup", "cgroup2"
  std::string options;  // of the superblock: the controllers of a v1 hierarchy
};
std::vector<Mount> parse_mountinfo(std::string_view text);

struct Location {
  Hierarchy hierarchy = Hierarchy::v1;
  std::string mount;    // mount point, the root group of the hierarchy as far as we see it
  std::string options;  // of the mounted hierarchy: "rw,nsdelegate,memory_recursiveprot"
};

// Whether it is mounted with `option`; "no memory_recursiveprot" asks for the contrary.
bool mounted_with(const Location& location, std::string_view option);

// Whether its mount shows the root of the hierarchy, and not a group that passes for it in a container.
bool has_root(const Location& location);

// The hierarchy that has the memory controller. The error explains what is there instead and what
// to do (boot parameters, a guest).
Result<Location> find_memory_controller();

// The same over given facts, for tests: `v2_controllers` is the text of cgroup.controllers at the
// cgroup2 mount, `boot` that of /proc/cmdline.
Result<Location> choose_location(const std::vector<Mount>& mounts, std::string_view v2_controllers,
                                 std::string_view boot);

}  // namespace limitest::cgroup
