// SPDX-License-Identifier: Apache-2.0
// Where a figure is measured: a cgroup of its own right below the root, the root group to compare with,
// and the calling task's way in and out of them. Whoever made the scene's group removes what is in it.
#pragma once

#include <optional>
#include <string>

#include "harness/base/bytes.h"
#include "harness/bench/figures/interleave.h"
#include "harness/cgroup/group.h"

namespace limitest::bench {

// A cgroup with its attach file held open; entering it is one write(2).
class Seat {
 public:
  static Result<Seat> in(cgroup::Group group);

  [[nodiscard]] const cgroup::Group& group() const { return *group_; }
  // Moves the calling thread (v1) or process (v2) here. Copyable, for lanes.
  [[nodiscard]] std::function<Errno()> entrance() const;

 private:
  Seat(cgroup::Group group, Fd attach)
      : group_(std::make_shared<cgroup::Group>(std::move(group))),
        attach_(std::make_shared<Fd>(std::move(attach))) {}
  std::shared_ptr<cgroup::Group> group_;
  std::shared_ptr<Fd> attach_;
};

struct Scene {
  cgroup::Group top;   // ours, depth 1
  std::string root;    // mount point of the hierarchy: where no counter is charged
  Nanoseconds budget;  // how long to measure

  // The root group itself. Nothing is written there but "0" to its attach file.
  [[nodiscard]] Result<Seat> root_seat() const;
  // The group at the end of a chain, `depth` levels below the root; depth 1 is `top` itself, in which
  // no other seat can be had then (v2: a group has tasks or children with controllers, not both).
  [[nodiscard]] Result<Seat> seat(int depth) const;
  // A group of that name in `top`, depth 2; with a limit where one is given.
  [[nodiscard]] Result<Seat> seat(const std::string& name, std::optional<Bytes> limit = {}) const;

  [[nodiscard]] bool v1() const { return top.hierarchy() == cgroup::Hierarchy::v1; }
  // The names of the two hierarchies for the hard limit and for usage.
  [[nodiscard]] std::string limit_file() const { return v1() ? "memory.limit_in_bytes" : "memory.max"; }
  [[nodiscard]] std::string usage_file() const { return v1() ? "memory.usage_in_bytes" : "memory.current"; }
};

// The seat's limit file, to be written to.
Result<Fd> open_limit(const Scene& scene, const Seat& seat);

// mkdir, and on v2 the memory controller passed on to the children of `parent` first.
Result<cgroup::Group> make_group(const cgroup::Group& parent, const std::string& name);

// One write to a control file; the error names file, value and answer.
Result<> set(const cgroup::Group& group, const std::string& file, const std::string& value);

}  // namespace limitest::bench
