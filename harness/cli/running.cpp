// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/running.h"

#include <unistd.h>

#include "harness/cli/closing.h"

namespace limitest::cli {

Running::Running(result::Run run, Outputs outputs, std::size_t total)
    : run_(std::move(run)),
      outputs_(std::move(outputs)),
      live_(outputs_.take(STDERR_FILENO) ? nowhere : STDERR_FILENO) {
  progress_.total = total;
}

void Running::begin(result::Machine machine) {
  machine_told_ = true;
  run_.machine = std::move(machine);
  outputs_.begin(run_, progress_.total);
  show_progress();
}

void Running::started(const std::string& scenario) {
  starts_[scenario] = since_start();
  run_.in_flight.push_back({scenario, "", ""});
  outputs_.started(run_.in_flight.back(), starts_[scenario]);
  progress_.running.push_back(scenario);
  show_progress();
}

void Running::ended(result::Outcome outcome) {
  outcome.started = starts_[outcome.scenario];
  std::erase(progress_.running, outcome.scenario);
  std::erase_if(run_.in_flight, [&](const auto& started) { return is_end_of(outcome, started); });
  ++progress_.done;
  if (outcome.verdict == result::Verdict::fail) ++progress_.failed;
  if (outcome.verdict == result::Verdict::broken) ++progress_.broken;
  outputs_.ended(outcome);
  if (outcome.verdict != result::Verdict::skip)
    live_.stay(reports::outcome_line(outcome, wants_colour(STDERR_FILENO), width_of(STDERR_FILENO)));
  run_.outcomes.push_back(std::move(outcome));
  show_progress();
}

int Running::finish(const Result<bool>& whole, std::optional<std::size_t> most_skips) {
  if (!machine_told_) begin({});
  live_.clear();
  run_.duration = since_start();
  return close_run(run_, outputs_, whole, most_skips);
}

void Running::show_progress() {
  live_.show(reports::status_line(progress_, wants_colour(STDERR_FILENO), width_of(STDERR_FILENO)));
}

result::Run new_run(const Arguments& arguments) {
  return {.id = fmt::format("{}-{}", utc_now(), ::getpid()),
          .version = LIMITEST_VERSION,
          .started = utc_now(),
          .command = arguments.command_line};
}

}  // namespace limitest::cli
