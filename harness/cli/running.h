// SPDX-License-Identifier: Apache-2.0
// One run from its first line of results to its last: what happens is shown live, written down line
// by line, and summed up at the end.
#pragma once

#include <map>
#include <optional>

#include "harness/base/clock.h"
#include "harness/cli/outputs.h"
#include "harness/cli/selection.h"
#include "harness/cli/terminal.h"
#include "reports/progress.h"

namespace limitest::cli {

class Running {
 public:
  // `run` without machine and outcomes.
  Running(result::Run run, Outputs outputs, const Selection& selection);

  // The machine is known: the first line of results. Before anything starts or ends; finish() makes up for it
  // where a run is over before its guest has spoken.
  void begin(result::Machine machine);
  void started(const std::string& scenario);
  void ended(result::Outcome outcome);

  // `whole`: all was played that could be; false: interrupted; an error: our side broke on the way.
  // Returns the exit status; more skips than `most_skips` make it 4.
  int finish(const Result<bool>& whole, std::optional<std::size_t> most_skips);

 private:
  [[nodiscard]] Nanoseconds since_start() const { return monotonic_now() - begun_; }
  void show_progress();

  Nanoseconds begun_ = monotonic_now();
  bool machine_told_ = false;
  result::Run run_;
  Outputs outputs_;
  LiveLine live_;
  reports::Progress progress_;
  std::map<std::string, Nanoseconds> starts_;
  const Selection& selection_;
};

// The options that make the machine and the play what they are, as words of a command line.
std::vector<std::string> options_to_ask_again(const Arguments& arguments);

// A run's identity, before it begins.
result::Run new_run(const Arguments& arguments);

}  // namespace limitest::cli
