// SPDX-License-Identifier: Apache-2.0
// One cgroup directory: made, read, written, emptied and removed through a held descriptor. What the
// kernel answers comes back as an Errno, since it is what scenarios are about.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/bytes.h"
#include "harness/base/fd.h"
#include "harness/cgroup/control_file.h"

namespace limitest::cgroup {

class Group {
 public:
  // mkdir(2) below `parent`; EEXIST and all other refusals are the kernel's answer.
  static std::expected<Group, Errno> create(const Group& parent, const std::string& name);
  // A cgroup that is there already.
  static std::expected<Group, Errno> open(const std::string& path, Hierarchy hierarchy);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] Hierarchy hierarchy() const { return hierarchy_; }
  [[nodiscard]] int directory() const { return directory_.number(); }

  // One open, one write(2) of all of `text`. O_NONBLOCK is never used: it changes what limit files do
  // from 6.16 on. The write may block in reclaim; a signal ends it with EINTR.
  [[nodiscard]] Errno write(const std::string& file, std::string_view text) const;
  [[nodiscard]] std::expected<std::string, Errno> read(const std::string& file) const;
  [[nodiscard]] bool has(const std::string& file) const;

  // A descriptor of a control file to keep; for sampling, for attaching and for event_control.
  [[nodiscard]] std::expected<Fd, Errno> open_file(const std::string& file, int flags) const;

  // Processes in this group alone. Those of other pid namespaces read as 0 and are left out. Whose a threaded
  // group's are cannot be read there (EOPNOTSUPP), which is not the same as nobody's.
  [[nodiscard]] std::expected<std::vector<int>, Errno> processes() const;

  // One rmdir(2).
  [[nodiscard]] Errno remove() const;

  // The names of the groups directly below.
  [[nodiscard]] std::vector<std::string> children() const;
  // The group of that name below this one.
  [[nodiscard]] std::expected<Group, Errno> child(const std::string& name) const;

 private:
  Group(std::string path, Fd directory, Hierarchy hierarchy)
      : path_(std::move(path)), directory_(std::move(directory)), hierarchy_(hierarchy) {}

  std::string path_;
  Fd directory_;
  Hierarchy hierarchy_;
};

// The file through which a task attaches itself by writing "0": `tasks` on v1, where cgroup.procs
// would wait for an RCU grace period (kernel commit 9a3284fad42f), cgroup.procs on v2.
std::string_view attach_file(Hierarchy hierarchy);

// Kills every process of the subtree, waits until it is empty and removes it, deepest first. Paused
// tasks included: if a kill does not help, limits go up and the OOM killer on. Gives up after
// `budget` with a message that says what is left and why.
Result<> empty_and_remove(const Group& top, Nanoseconds budget);

}  // namespace limitest::cgroup
