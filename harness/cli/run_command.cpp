// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <unistd.h>

#include "harness/base/clock.h"
#include "harness/cli/built_in.h"
#include "harness/cli/commands.h"
#include "harness/cli/guest_options.h"
#include "harness/cli/interruption.h"
#include "harness/cli/known_lists.h"
#include "harness/cli/numbers.h"
#include "harness/cli/play_in_guest.h"
#include "harness/cli/running.h"
#include "harness/cli/selection.h"
#include "harness/cli/tasks.h"
#include "harness/cli/terminal.h"
#include "harness/engine/session.h"
#include "harness/engine/supervisor.h"

namespace limitest::cli {
namespace {

struct Wishes {
  unsigned jobs = 0;  // 0: as default_jobs() says
  std::optional<std::size_t> most_skips;
  std::optional<Nanoseconds> patience;
  engine::RepeatWish repeat;
};

Result<Wishes> understand(const Arguments& arguments) {
  constexpr unsigned most = 10'000;
  constexpr unsigned most_plays = 1'000'000;  // of --until-fail and --for
  Wishes wishes;
  if (arguments.has("jobs")) wishes.jobs = LIMITEST_TRY(parse_count("jobs", arguments.one("jobs"), 1, most));
  if (arguments.has("max-skips"))
    wishes.most_skips = LIMITEST_TRY(parse_count("max-skips", arguments.one("max-skips"), 0, most));
  if (arguments.has("patience"))
    wishes.patience = LIMITEST_TRY(parse_time("patience", arguments.one("patience")));
  if (arguments.has("repeat"))
    wishes.repeat.times = LIMITEST_TRY(parse_count("repeat", arguments.one("repeat"), 1, most));
  wishes.repeat.until_fail = arguments.has("until-fail");
  if (arguments.has("for"))
    wishes.repeat.until = monotonic_now() + LIMITEST_TRY(parse_time("for", arguments.one("for")));
  if ((wishes.repeat.until_fail || wishes.repeat.until) && !arguments.has("repeat"))
    wishes.repeat.times = most_plays;
  return wishes;
}

result::Outcome skipped(const Selected& one, const engine::Machine& machine, std::string reason) {
  return {.scenario = one.scenario.name,
          .claim = one.scenario.claim,
          .file = one.source->file,
          .line = 1,
          .verdict = result::Verdict::skip,
          .reason = std::move(reason),
          .hierarchy = machine.location ? std::string(to_string(machine.location->hierarchy)) : ""};
}

// Scenarios wait about half of their time: for a notice that must not come, or a task that must stay. On a
// single CPU they would wait for one another.
unsigned default_jobs(const engine::Machine& machine) {
  return machine.cpus < 2 ? 1 : static_cast<unsigned>(2 * machine.cpus);
}

// Plays what can be played here; false when interrupted.
Result<bool> play_all(const Selection& selection, const engine::Machine& machine, const Wishes& wishes,
                      Interruption& interruption, Running& running) {
  if (!machine.location) {
    for (const Selected& one : selection.scenarios)
      running.ended(skipped(one, machine, machine.no_controller));
    return true;
  }
  const engine::Programs programs = LIMITEST_TRY(engine::find_programs());
  const engine::Session session = LIMITEST_TRY(engine::Session::open(machine, programs));
  engine::PlaySettings settings = LIMITEST_TRY(settings_for(machine, session, programs));
  if (wishes.patience) settings.patience = *wishes.patience;
  const engine::Probes probes = session.probes();
  std::vector<engine::Task> tasks;
  for (const Selected& one : selection.scenarios) {
    if (auto reason = reason_to_skip(one.scenario, machine, probes))
      running.ended(skipped(one, machine, std::move(*reason)));
    else
      tasks.push_back(make_task(one, tasks.size() + 1, machine, session, settings));
  }
  return supervise(std::move(tasks),
                   {.program = programs.limitest,
                    .jobs = wishes.jobs > 0 ? wishes.jobs : default_jobs(machine),
                    .memory = {machine.memory_available.count / 4 * 3},
                    .swap = {machine.swap_free.count / 4 * 3},
                    .repeat = wishes.repeat,
                    .wake_descriptor = interruption.descriptor()},
                   {.started = [&](const std::string& scenario) { running.started(scenario); },
                    .ended = [&](result::Outcome outcome) { running.ended(std::move(outcome)); },
                    .interrupted = [&] { return interruption.happened(); }});
}

// What this machine's kernel does.
int run_here(const Arguments& arguments, const Selection& selection, const Wishes& wishes) {
  auto outputs = Outputs::open(arguments.all("output"));
  if (!outputs) return refuse(outputs.error().message);
  const engine::Machine machine = engine::look_at_machine();
  Interruption interruption;
  Running running(new_run(arguments), std::move(*outputs), selection);
  running.begin(describe(machine));
  const auto whole = play_all(selection, machine, wishes, interruption, running);
  return running.finish(whole, wishes.most_skips);
}

// What another kernel does, in a guest.
int run_in_guest(const Arguments& arguments, const Selection& selection, const Wishes& wishes,
                 std::vector<guest::KnownList> known) {
  const auto image = guest::open_kernel_image(arguments.one("kernel"));
  auto request = image ? guest_wishes(arguments) : std::unexpected(image.error());
  if (!request) return refuse(request.error().message);
  const GuestCast cast = cast_for_guest(selection);
  request->image = &*image;
  request->jobs = wishes.jobs;
  request->repeat = wishes.repeat;
  request->patience = wishes.patience;
  request->scenarios = cast.scenarios;
  request->known = std::move(known);
  Interruption interruption;
  auto started = guest::GuestRun::start(std::move(*request));
  if (!started) {
    complain(started.error().message);
    return broken;
  }
  // Not before: what they replace is still of use where there is no guest.
  auto outputs = Outputs::open(arguments.all("output"));
  if (!outputs) return refuse(outputs.error().message);
  Running running(new_run(arguments), std::move(*outputs), selection);
  const auto whole = play_in_guest(std::move(*started), interruption, running);
  return running.finish(whole, wishes.most_skips);
}

// Guests take the options of their machine, this machine does not.
Result<> check_options(const Arguments& arguments) {
  if (arguments.has("kernel")) {
    if (arguments.has("for")) return failure("--for is not for guests; say --repeat N");
    if (arguments.has("until-fail") && !arguments.has("repeat"))
      return failure(
          "--until-fail in a guest needs --repeat N: scenarios without swap are played first, and would "
          "never come to an end");
    return {};
  }
  return refuse_without_guest(arguments);
}

int run(const Arguments& arguments) {
  const auto wishes = understand(arguments);
  const Result<> checked = wishes ? check_options(arguments) : std::unexpected(wishes.error());
  if (!checked) return refuse(checked.error().message);
  Selection selection =
      select(arguments.words, built_in_catalogue(), wants_colour(STDERR_FILENO), arguments.all("known"));
  std::vector<guest::KnownList> known =
      add_known_lists(arguments.all("known"), selection, wants_colour(STDERR_FILENO));
  exclude(arguments.all("exclude"), selection);
  if (!is_sound(selection)) return bad_usage;
  return arguments.has("kernel") ? run_in_guest(arguments, selection, *wishes, std::move(known))
                                 : run_here(arguments, selection, *wishes);
}

const Option options[] = {
    {"-j,--jobs", "N",
     "play up to N scenarios side by side (default: two for each CPU of several, as they often wait)"},
    exclude_option,
    known_option,
    output_option,
    {"--max-skips", "N",
     "exit with status 4 if more than N scenarios were skipped that are not for the other hierarchy alone"},
    {"--repeat", "N",
     "play each scenario N times, but as often as it takes where its own `repeat:` says so; one that passes "
     "and fails is reported as flaky"},
    {"--until-fail", "",
     "play again and again until one fails, at most --repeat N times each; in a guest N must be given"},
    {"--for", "TIME",
     "play again and again for so long, as in 8h, and end with the round that is under way; not in a guest"},
    {"--patience", "TIME",
     "how long an expectation without `within:` may take to come true (default: 10s; 30s on an emulated "
     "CPU)"},
    kernel_option,
    hierarchy_option,
    memory_option,
    cpus_option,
    swap_option,
    append_option,
};

}  // namespace

const Command run_command{
    .name = "run",
    .words = "[NAME|FILE|DIR]...",
    .summary = "play scenarios on this kernel and say what it did",
    .description =
        "Plays the built-in scenarios, or those named: a name, a folder or a pattern of built-in ones, a "
        "file, a directory of files, one case of a file's matrix (FILE[CASE]), or - for standard input. Exit "
        "status: 0 all passed, 1 something failed, 2 bad usage or "
        "scenario file (nothing has run then), 3 broken on our side, 4 nothing ran or too much was "
        "skipped, 130 interrupted.",
    .options = options,
    .run = run};

}  // namespace limitest::cli
