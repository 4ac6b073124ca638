// SPDX-License-Identifier: Apache-2.0
// Runs many scenarios, each in a process of its own, up to so many side by side, and reports starts
// and ends as they come.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "harness/engine/job.h"
#include "harness/engine/series.h"

namespace limitest::engine {

// What a scenario gets beyond its own timeout: for the step it is in, for evidence and for teardown.
inline constexpr Nanoseconds supervisor_grace = std::chrono::seconds(60);

struct Task {
  Job job;
  Nanoseconds timeout;                       // of the scenario itself
  std::vector<scenario::Known> known{};      // rules for this machine (applies.h)
  Bytes memory{};                            // what it takes (footprint.h)
  Bytes swap{};                              // of it, what it may put there
  bool alone = false;                        // nothing may play beside it
  std::optional<scenario::Repeat> repeat{};  // the scenario's own
  std::optional<std::string> controller{};   // that its cgroups are given besides memory
};

struct Observer {
  std::function<void(const std::string& scenario)> started;
  std::function<void(result::Outcome)> ended;
  std::function<bool()> interrupted;  // asked whenever something happens; true ends the run
};

struct SupervisorSettings {
  std::string program;  // limitest itself, started as `limitest play`
  unsigned jobs = 1;
  Bytes memory{};  // what all that play side by side may take together; one alone may take more
  Bytes swap{};    // the same of swap
  RepeatWish repeat{};
  int wake_descriptor = -1;  // readable when `interrupted` may have changed (a signalfd)
};

// Plays all tasks, each as often as its scenario and `settings` say. Plays that a scenario asks for itself
// follow one another; those that `settings` ask for go behind what has not been played yet. What finds no
// room yet (it plays alone, or takes much memory) is overtaken. An observer hears of each scenario once.
// Returns false if it was interrupted; playing processes are killed then, and whatever they had in `tree` is
// removed with the tree.
Result<bool> supervise(std::vector<Task> tasks, const SupervisorSettings& settings, const Observer& observer);

}  // namespace limitest::engine
