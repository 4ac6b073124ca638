// SPDX-License-Identifier: Apache-2.0
// A controller of v2 besides memory, given to the groups on the way down to a scenario's for as long as it
// plays: by the supervisor, who outlives whoever plays, down to the run's tree, and below by who plays.
#pragma once

#include <string>
#include <vector>

#include "harness/cgroup/group.h"

namespace limitest::engine {

class GivenController {
 public:
  // Gives `name` from the root on down to the groups below `last`. What the kernel refuses shows in the
  // scenario.
  GivenController(const std::string& root, const cgroup::Group& last, std::string name);
  // Takes it back from those that are still there, where it was not given before.
  ~GivenController();
  GivenController(GivenController&&) = default;
  GivenController& operator=(GivenController&&) = delete;

 private:
  std::string name_;
  std::vector<cgroup::Group> given_by_;  // parents before children
};

}  // namespace limitest::engine
