// SPDX-License-Identifier: Apache-2.0
// A run of many cells from its first line of results to its last: what happens is shown live, written down
// line by line, and summed up at the end.
#pragma once

#include <map>
#include <optional>

#include "harness/base/clock.h"
#include "harness/cli/outputs.h"
#include "harness/cli/selection.h"
#include "harness/cli/terminal.h"
#include "harness/guest/guest_run.h"

namespace limitest::cli {

class MatrixRunning {
 public:
  // `run` has its cells; each is to play `scenarios`, which must outlive this.
  MatrixRunning(result::Run run, Outputs outputs, const std::vector<guest::GuestScenario>& scenarios,
                const Selection& selection);

  void boots(std::size_t cell);
  void hear(std::size_t cell, guest::Event event);
  // It ended, or it is cut off: what has not ended is broken then, for that reason.
  void over(std::size_t cell);
  void cut_off(std::size_t cell, const std::string& reason);

  // As Running::finish.
  int finish(const Result<bool>& whole, std::optional<std::size_t> most_skips);

 private:
  struct Progress {
    bool playing = false;
    bool proven = false;  // something else happened than the same refusal of every scenario
    Nanoseconds began{};
    std::vector<result::Outcome> refused;  // all alike so far
    std::vector<std::string> ended;
    std::map<std::string, Nanoseconds> starts;
  };
  struct Hear;

  [[nodiscard]] Nanoseconds since_start() const { return monotonic_now() - begun_; }
  void machine_known(std::size_t cell, result::Machine machine);
  void started(std::size_t cell, const std::string& scenario);
  void ended(std::size_t cell, result::Outcome outcome);
  void take_refusals(std::size_t cell);
  void record(std::size_t cell, result::Outcome outcome);
  void show_progress();
  [[nodiscard]] std::string name_of(std::size_t cell) const;

  Nanoseconds begun_ = monotonic_now();
  result::Run run_;
  Outputs outputs_;
  const std::vector<guest::GuestScenario>& scenarios_;
  const Selection& selection_;
  LiveLine live_;
  std::vector<Progress> progress_;
};

}  // namespace limitest::cli
