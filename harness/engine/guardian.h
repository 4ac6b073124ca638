// SPDX-License-Identifier: Apache-2.0
// A small process beside the supervisor that outlives it: should the supervisor die, even by
// SIGKILL, it kills what the run left in its cgroups and removes them.
#pragma once

#include <string>

#include "harness/base/fd.h"
#include "harness/cgroup/group.h"
#include "harness/process/spawn.h"

namespace limitest::engine {

class Guardian {
 public:
  // `program` is limitest itself; it is started as `limitest guard TREE v1|v2`.
  static Result<Guardian> start(const std::string& program, const cgroup::Group& tree);
  Guardian(Guardian&&) = default;
  Guardian& operator=(Guardian&&) = delete;
  // The run is over and its tree removed: dismisses the guardian and reaps it.
  ~Guardian();

  // The tree is still there: the guardian goes on trying for some minutes, whether or not we live.
  void take_over() { lifeline_ = Fd(); }

 private:
  Guardian(Fd lifeline, process::Child child) : lifeline_(std::move(lifeline)), child_(std::move(child)) {}
  Fd lifeline_;  // the guardian reads its other end; it breaks with our death
  process::Child child_;
};

// The guardian's own life: waits on `lifeline` for a word of dismissal or for its end.
int guard(int lifeline, const std::string& tree, cgroup::Hierarchy hierarchy);

}  // namespace limitest::engine
