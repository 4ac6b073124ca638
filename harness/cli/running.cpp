// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/running.h"

#include <algorithm>

#include <unistd.h>

#include "harness/cli/closing.h"

namespace limitest::cli {

namespace {

std::string file_of(const std::string& scenario, const Selection& selection) {
  const auto found =
      std::ranges::find(selection.scenarios, scenario,
                        [](const Selected& one) -> const std::string& { return one.scenario.name; });
  return found == selection.scenarios.end() ? "" : found->source->file;
}

}  // namespace

Running::Running(result::Run run, Outputs outputs, const Selection& selection)
    : run_(std::move(run)),
      outputs_(std::move(outputs)),
      live_(outputs_.take(STDERR_FILENO) ? nowhere : STDERR_FILENO),
      selection_(selection) {
  progress_.total = selection.scenarios.size();
}

void Running::begin(result::Machine machine) {
  machine_told_ = true;
  machine.options = std::move(run_.machine.options);
  run_.machine = std::move(machine);
  outputs_.begin(run_, progress_.total);
  show_progress();
}

void Running::started(const std::string& scenario) {
  starts_[scenario] = since_start();
  run_.in_flight.push_back({scenario, "", "", file_of(scenario, selection_)});
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
  return close_run(run_, outputs_, whole, selection_, most_skips);
}

void Running::show_progress() {
  live_.show(reports::status_line(progress_, wants_colour(STDERR_FILENO), width_of(STDERR_FILENO)));
}

std::vector<std::string> options_to_ask_again(const Arguments& arguments) {
  std::vector<std::string> words;
  for (const char* option : {"memory", "cpus", "swap", "append", "patience", "repeat"})
    if (arguments.has(option))
      words.insert(words.end(), {fmt::format("--{}", option), arguments.one(option)});
  for (const std::string& known : arguments.all("known")) words.insert(words.end(), {"--known", known});
  if (arguments.has("until-fail")) words.emplace_back("--until-fail");
  return words;
}

result::Run new_run(const Arguments& arguments) {
  return {.id = fmt::format("{}-{}", utc_now(), ::getpid()),
          .version = LIMITEST_VERSION,
          .started = utc_now(),
          .command = arguments.command_line,
          .machine = {.options = options_to_ask_again(arguments)}};
}

}  // namespace limitest::cli
