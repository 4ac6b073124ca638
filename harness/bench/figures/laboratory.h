// SPDX-License-Identifier: Apache-2.0
// Has figures measured: for each a cgroup tree of the run's own, and a number of processes one after the
// other, each a fresh image of this program, started as `PROGRAM measure NAME TREE
// MICROSECONDS`. Where a process happens to lie in memory changes what it
// measures by some tenths of a percent; the median of several does not depend on it.
#pragma once

#include <optional>
#include <string>

#include "harness/bench/figures/figure.h"
#include "harness/cgroup/location.h"
#include "harness/engine/guardian.h"
#include "harness/result/costs.h"

namespace limitest::bench {

class Laboratory {
 public:
  // Removes what dead runs left. The error says why this machine has no memory controller for us.
  static Result<Laboratory> open();

  // `budget` of each process, where it is not to be the figure's own.
  [[nodiscard]] Result<Summary> measure(const Figure& figure, int processes, Nanoseconds budget) const;
  [[nodiscard]] Result<Summary> measure(const Figure& figure) const {
    return measure(figure, figure.processes, figure.budget);
  }
  [[nodiscard]] const cgroup::Location& location() const { return location_; }

 private:
  Laboratory(cgroup::Location location, std::string program, std::string tree, engine::Guardian guardian)
      : location_(std::move(location)),
        program_(std::move(program)),
        tree_(std::move(tree)),
        guardian_(std::move(guardian)) {}
  [[nodiscard]] Result<std::vector<Sample>> measure_once(const Figure& figure, Nanoseconds budget) const;

  cgroup::Location location_;
  std::string program_;
  std::string tree_;  // the name of the tree, which is there while a figure is measured
  engine::Guardian guardian_;
};

// A figure as results keep it.
result::Cost cost_of(const Figure& figure, const Result<Summary>& summary);

// The measuring process: prints the samples of the named figure, which it takes in the cgroup `tree`.
// Returns the exit status; a reason not to measure goes to stdout too, with status 1.
int measure_here(const std::string& name, const std::string& tree, const std::string& microseconds);

}  // namespace limitest::bench
