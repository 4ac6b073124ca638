// SPDX-License-Identifier: Apache-2.0
// The pair engine. Two conditions are measured in turn within one process, and so close together that
// whatever drifts (frequency, caches, neighbours) meets both: in each round base, subject, control,
// control, subject, base. A sample is shorter than a scheduling slice, so that most are undisturbed and
// the median does not see the rest. The control is the base once more, at the same distance as the
// subject: its ratio says how far from 1 this machine puts what should be 1.
//
// One task measures both sides, entering the cgroup of each before its sample, instead of two tasks
// taking turns: so both use the same page tables, the same physical pages and the same CPU's caches, and
// nothing has to be handed over. On v1 a task's anonymous memory is charged to the group of its process's
// owner, which is itself as long as it has one thread. Writing "0" to `tasks` costs 5 us in a row.
#pragma once

#include <ctime>
#include <functional>
#include <memory>
#include <vector>

#include "harness/base/clock.h"
#include "harness/base/errno_name.h"
#include "harness/bench/samples.h"

namespace limitest::bench {

// What is measured. `run` alone is timed; it undoes nothing, so that `reset` can be as slow as it likes.
class Operation {
 public:
  Operation() = default;
  Operation(const Operation&) = delete;
  Operation& operator=(const Operation&) = delete;
  virtual ~Operation() = default;

  virtual Errno prepare() { return {}; }
  virtual Errno run() = 0;
  virtual Errno reset() { return {}; }
  // What a run is timed by; the calling thread's own time for one that waits for others.
  [[nodiscard]] virtual clockid_t clock() const { return CLOCK_MONOTONIC; }
  // How many pages, messages, ... one run is.
  [[nodiscard]] virtual double units() const { return 1; }
};

// An operation and where it takes place.
struct Lane {
  std::function<Errno()> enter = [] { return Errno{}; };
  Operation* operation = nullptr;
};

// Measures for as long as `budget`, at least a few rounds. The error names the call that was refused.
Result<std::vector<Sample>> interleave(const Lane& base, const Lane& subject, Nanoseconds budget);

// The subject alone, for what has nothing to be compared with.
Result<std::vector<Sample>> repeat(const Lane& subject, Nanoseconds budget, std::size_t at_least = 5);

}  // namespace limitest::bench
