// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include "harness/base/clock.h"
#include "harness/cli/commands.h"
#include "harness/cli/interruption.h"
#include "harness/cli/outputs.h"
#include "harness/cli/selection.h"
#include "harness/cli/tasks.h"
#include "harness/cli/terminal.h"
#include "harness/engine/session.h"
#include "harness/engine/supervisor.h"
#include "reports/progress.h"
#include "reports/summary.h"

namespace limitest::cli {
namespace {

struct Wishes {
  unsigned jobs = 1;
  std::optional<std::size_t> most_skips;
  Nanoseconds patience = std::chrono::seconds(10);
};

Result<Wishes> understand(const Arguments& arguments, long cpus) {
  Wishes wishes{.jobs = static_cast<unsigned>(cpus)};
  if (arguments.has("jobs")) wishes.jobs = LIMITEST_TRY(parse_count("jobs", arguments.one("jobs")));
  if (wishes.jobs == 0) return failure("--jobs 0: at least one scenario must run at a time");
  if (arguments.has("max-skips"))
    wishes.most_skips = LIMITEST_TRY(parse_count("max-skips", arguments.one("max-skips")));
  if (arguments.has("patience")) wishes.patience = LIMITEST_TRY(parse_duration(arguments.one("patience")));
  return wishes;
}

// One run from its first line of results to its last.
class Running {
 public:
  Running(result::Run run, Outputs outputs, Interruption& interruption, std::size_t total)
      : run_(std::move(run)),
        outputs_(std::move(outputs)),
        interruption_(interruption),
        live_(outputs_.take(STDERR_FILENO) ? nowhere : STDERR_FILENO) {
    progress_.total = total;
    outputs_.begin(run_, total);
  }

  engine::Observer observer() {
    return {.started = [this](const std::string& scenario) { started(scenario); },
            .ended = [this](result::Outcome outcome) { ended(std::move(outcome)); },
            .interrupted = [this] { return interruption_.happened(); }};
  }

  void started(const std::string& scenario) {
    starts_[scenario] = since_start();
    run_.in_flight.push_back(scenario);
    outputs_.started(scenario, starts_[scenario]);
    progress_.running.push_back(scenario);
    show_progress();
  }

  void ended(result::Outcome outcome) {
    outcome.started = starts_[outcome.scenario];
    std::erase(progress_.running, outcome.scenario);
    std::erase(run_.in_flight, outcome.scenario);
    ++progress_.done;
    if (outcome.verdict == result::Verdict::fail) ++progress_.failed;
    if (outcome.verdict == result::Verdict::broken) ++progress_.broken;
    outputs_.ended(outcome);
    if (outcome.verdict != result::Verdict::skip)
      live_.stay(reports::outcome_line(outcome, wants_colour(STDERR_FILENO), width_of(STDERR_FILENO)));
    run_.outcomes.push_back(std::move(outcome));
    show_progress();
  }

  // `whole`: all was played that could be; false: interrupted; an error: our side broke on the way.
  int finish(const Wishes& wishes, const Result<bool>& whole) {
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
    if (status == ok && wishes.most_skips && skips > *wishes.most_skips) {
      complain(fmt::format("{} scenarios were skipped, more than --max-skips {}", skips, *wishes.most_skips));
      return too_much_skipped;
    }
    return status;
  }

 private:
  [[nodiscard]] Nanoseconds since_start() const { return monotonic_now() - begun_; }
  void show_progress() {
    live_.show(reports::status_line(progress_, wants_colour(STDERR_FILENO), width_of(STDERR_FILENO)));
  }

  Nanoseconds begun_ = monotonic_now();
  result::Run run_;
  Outputs outputs_;
  Interruption& interruption_;
  LiveLine live_;
  reports::Progress progress_;
  std::map<std::string, Nanoseconds> starts_;
};

result::Outcome skipped(const Selected& one, std::string reason) {
  return {.scenario = one.scenario.name,
          .claim = one.scenario.claim,
          .file = one.source->file,
          .line = 1,
          .verdict = result::Verdict::skip,
          .reason = std::move(reason),
          .hierarchy = one.scenario.hierarchy ? std::string(to_string(*one.scenario.hierarchy)) : ""};
}

// Plays what can be played here; false when interrupted.
Result<bool> play_all(const Selection& selection, const engine::Machine& machine, const Wishes& wishes,
                      Interruption& interruption, Running& running) {
  if (!machine.location) {
    for (const Selected& one : selection.scenarios) running.ended(skipped(one, machine.no_controller));
    return true;
  }
  const engine::Programs programs = LIMITEST_TRY(engine::find_programs());
  const engine::Session session = LIMITEST_TRY(engine::Session::open(machine, programs));
  const engine::PlaySettings settings{.workload_program = programs.workload,
                                      .slack = LIMITEST_TRY(session.measure_slack(machine, programs)),
                                      .patience = wishes.patience};
  const engine::Probes probes = session.probes();
  std::vector<engine::Task> tasks;
  for (const Selected& one : selection.scenarios) {
    if (auto reason = reason_to_skip(one.scenario, machine, probes))
      running.ended(skipped(one, std::move(*reason)));
    else
      tasks.push_back(make_task(one, tasks.size() + 1, session, settings));
  }
  return supervise(
      std::move(tasks),
      {.program = programs.limitest, .jobs = wishes.jobs, .wake_descriptor = interruption.descriptor()},
      running.observer());
}

std::string run_id() {
  return fmt::format("{}-{}", utc_now(), ::getpid());
}

int run(const Arguments& arguments) {
  const engine::Machine machine = engine::look_at_machine();
  const auto wishes = understand(arguments, machine.cpus);
  if (!wishes) {
    complain(wishes.error().message);
    return bad_usage;
  }
  const Selection selection = select(arguments.words, built_in_catalogue(), wants_colour(STDERR_FILENO));
  for (const std::string& problem : selection.problems) complain(problem);
  if (!selection.problems.empty()) return bad_usage;
  auto outputs = Outputs::open(arguments.all("output"));
  if (!outputs) {
    complain(outputs.error().message);
    return bad_usage;
  }
  Interruption interruption;
  Running running({.id = run_id(),
                   .version = LIMITEST_VERSION,
                   .started = utc_now(),
                   .command = arguments.command_line,
                   .machine = describe(machine)},
                  std::move(*outputs), interruption, selection.scenarios.size());
  const auto whole = play_all(selection, machine, *wishes, interruption, running);
  return running.finish(*wishes, whole);
}

const Option options[] = {
    {"-j,--jobs", "N", "play up to N scenarios side by side (default: one a CPU)"},
    output_option,
    {"--max-skips", "N", "exit with status 4 if more than N scenarios were skipped"},
    {"--patience", "TIME", "how long an expectation without `within:` may take to come true (default: 10s)"},
};

}  // namespace

const Command run_command{
    .name = "run",
    .words = "[NAME|FILE|DIR]...",
    .summary = "play scenarios on this kernel and say what it did",
    .description =
        "Plays the built-in scenarios, or those named: a name, a folder or a pattern of built-in ones, a "
        "file, or a directory of files. Exit status: 0 all passed, 1 something failed, 2 bad usage or "
        "scenario file (nothing has run then), 3 broken on our side, 4 nothing ran or too much was "
        "skipped, 130 interrupted.",
    .options = options,
    .run = run};

}  // namespace limitest::cli
