// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/running.h"

#include <unistd.h>

#include "reports/summary.h"

namespace limitest::cli {

Running::Running(result::Run run, Outputs outputs, std::size_t total)
    : run_(std::move(run)),
      outputs_(std::move(outputs)),
      live_(outputs_.take(STDERR_FILENO) ? nowhere : STDERR_FILENO) {
  progress_.total = total;
}

void Running::begin(result::Machine machine) {
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
  live_.clear();
  if (!whole) complain(whole.error().message);
  run_.interrupted = whole && !*whole;
  run_.finished = whole.has_value();
  run_.duration = since_start();
  const int stream = stream_for_people(outputs_);
  print(stream, reports::render_summary(run_, wants_colour(stream), width_of(stream)));
  const Result<> written = outputs_.finish(run_);
  if (!written) complain(written.error().message);
  const int status = result::exit_status(run_);
  if (status == ok && !written) return broken;
  const std::size_t skips = result::count(run_, result::Verdict::skip);
  constexpr int too_much_skipped = 4;
  if (status == ok && most_skips && skips > *most_skips) {
    complain(fmt::format("{} scenarios were skipped, more than --max-skips {}", skips, *most_skips));
    return too_much_skipped;
  }
  return status;
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
