// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/matrix_running.h"

#include <algorithm>

#include <fmt/format.h>
#include <unistd.h>

#include "harness/cli/closing.h"
#include "reports/cell_progress.h"
#include "reports/progress.h"

namespace limitest::cli {

using result::Outcome;
using result::Verdict;

struct MatrixRunning::Hear {
  MatrixRunning& running;
  std::size_t cell;

  void operator()(guest::MachineKnown& known) const { running.machine_known(cell, std::move(known.machine)); }
  void operator()(guest::ScenarioStarted& started) const { running.started(cell, started.scenario); }
  void operator()(guest::ScenarioEnded& ended) const { running.ended(cell, std::move(ended.outcome)); }
};

MatrixRunning::MatrixRunning(result::Run run, Outputs outputs,
                             const std::vector<guest::GuestScenario>& scenarios, const Selection& selection)
    : run_(std::move(run)),
      outputs_(std::move(outputs)),
      scenarios_(scenarios),
      selection_(selection),
      live_(outputs_.take(STDERR_FILENO) ? nowhere : STDERR_FILENO),
      progress_(run_.cells.size()) {
  const auto played = std::ranges::count(run_.cells, std::string(), &result::Cell::left_out);
  outputs_.begin(run_, static_cast<std::size_t>(played) * scenarios_.size());
  show_progress();
}

void MatrixRunning::boots(std::size_t cell) {
  progress_[cell].playing = true;
  progress_[cell].began = since_start();
  show_progress();
}

void MatrixRunning::hear(std::size_t cell, guest::Event event) {
  std::visit(Hear{*this, cell}, event);
}

// The name stays the planned one: it was made to tell this image from the others.
void MatrixRunning::machine_known(std::size_t cell, result::Machine machine) {
  result::Machine& known = run_.cells[cell].machine;
  known.facts = std::move(machine.facts);
  outputs_.cell(cell, run_.cells[cell]);
}

void MatrixRunning::started(std::size_t cell, const std::string& scenario) {
  take_refusals(cell);
  const result::Machine& machine = run_.cells[cell].machine;
  const Nanoseconds now = since_start();
  progress_[cell].starts[scenario] = now;
  const auto known = std::ranges::find(scenarios_, scenario, &guest::GuestScenario::name);
  run_.in_flight.push_back(
      {scenario, machine.kernel, machine.hierarchy, known == scenarios_.end() ? "" : known->source->file});
  outputs_.started(run_.in_flight.back(), now);
}

void MatrixRunning::ended(std::size_t cell, Outcome outcome) {
  Progress& progress = progress_[cell];
  const bool refused = outcome.verdict == Verdict::skip &&
                       (progress.refused.empty() || progress.refused.front().reason == outcome.reason);
  if (!progress.proven && refused) {
    progress.refused.push_back(std::move(outcome));
    return;
  }
  take_refusals(cell);
  record(cell, std::move(outcome));
}

void MatrixRunning::take_refusals(std::size_t cell) {
  progress_[cell].proven = true;
  for (Outcome& outcome : std::exchange(progress_[cell].refused, {})) record(cell, std::move(outcome));
}

void MatrixRunning::record(std::size_t cell, Outcome outcome) {
  Progress& progress = progress_[cell];
  outcome.kernel = run_.cells[cell].machine.kernel;
  outcome.hierarchy = run_.cells[cell].machine.hierarchy;
  outcome.started = progress.starts[outcome.scenario];
  std::erase_if(run_.in_flight, [&](const auto& started) { return is_end_of(outcome, started); });
  progress.ended.push_back(outcome.scenario);
  outputs_.ended(outcome);
  if (outcome.verdict == Verdict::fail || outcome.verdict == Verdict::broken) {
    Outcome shown = outcome;
    shown.scenario = fmt::format("{}: {}", name_of(cell), outcome.scenario);
    live_.stay(reports::outcome_line(shown, wants_colour(STDERR_FILENO), width_of(STDERR_FILENO)));
  }
  run_.outcomes.push_back(std::move(outcome));
  show_progress();
}

// Every scenario refused for one reason: the kernel lacks what the cell is about.
void MatrixRunning::over(std::size_t cell) {
  Progress& progress = progress_[cell];
  progress.playing = false;
  if (!progress.proven && !progress.refused.empty()) {
    run_.cells[cell].left_out = progress.refused.front().reason;
    outputs_.cell(cell, run_.cells[cell]);
  }
  live_.stay(reports::cell_line(run_, cell, since_start() - progress.began, wants_colour(STDERR_FILENO),
                                width_of(STDERR_FILENO)));
  show_progress();
}

void MatrixRunning::cut_off(std::size_t cell, const std::string& reason) {
  take_refusals(cell);
  for (const guest::GuestScenario& one : scenarios_)
    if (std::ranges::find(progress_[cell].ended, one.name) == progress_[cell].ended.end())
      record(cell, {.scenario = one.name,
                    .claim = one.claim,
                    .file = one.source->file,
                    .line = 1,
                    .verdict = Verdict::broken,
                    .reason = reason});
  over(cell);
}

int MatrixRunning::finish(const Result<bool>& whole, std::optional<std::size_t> most_skips) {
  live_.clear();
  for (std::size_t cell = 0; cell < progress_.size(); ++cell)
    if (progress_[cell].playing) take_refusals(cell);
  run_.duration = since_start();
  return close_run(run_, outputs_, whole, selection_, most_skips);
}

std::string MatrixRunning::name_of(std::size_t cell) const {
  return run_.cells[cell].machine.kernel + " " + run_.cells[cell].machine.hierarchy;
}

void MatrixRunning::show_progress() {
  std::vector<reports::CellProgress> cells;
  for (std::size_t cell = 0; cell < progress_.size(); ++cell)
    if (run_.cells[cell].left_out.empty())
      cells.push_back({.name = name_of(cell),
                       .playing = progress_[cell].playing,
                       .done = progress_[cell].ended.size() + progress_[cell].refused.size(),
                       .total = scenarios_.size()});
  live_.show(reports::cells_line(cells, count(run_, Verdict::fail), count(run_, Verdict::broken),
                                 wants_colour(STDERR_FILENO), width_of(STDERR_FILENO)));
}

}  // namespace limitest::cli
