// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include "harness/cli/built_in.h"
#include "harness/cli/commands.h"
#include "harness/cli/guest_options.h"
#include "harness/cli/interruption.h"
#include "harness/cli/numbers.h"
#include "harness/cli/prove_in_guest.h"
#include "harness/cli/proving.h"
#include "harness/cli/terminal.h"

namespace limitest::cli {
namespace {

// 0: not given.
Result<unsigned> jobs_of(const Arguments& arguments) {
  constexpr unsigned most = 10'000;
  if (!arguments.has("jobs")) return 0U;
  return parse_count("jobs", arguments.one("jobs"), 1, most);
}

// Most of the time of an ablation is waiting for what does not come.
unsigned default_jobs(const engine::Machine& machine) {
  constexpr long waiting = 4;
  return static_cast<unsigned>(waiting * machine.cpus);
}

int prove_here(const Arguments& arguments, const Selection& selection, unsigned jobs) {
  auto outputs = Outputs::open_lines(arguments.all("output"));
  if (!outputs) return refuse(outputs.error().message);
  engine::Machine machine = engine::look_at_machine();
  if (!machine.location) {
    complain(machine.no_controller);
    return nothing_ran;
  }
  if (jobs == 0) jobs = default_jobs(machine);
  Interruption interruption;
  ProofBook book(std::move(*outputs));
  return book.conclude(prove_on(std::move(machine), selection, jobs, interruption, book));
}

int prove_there(const Arguments& arguments, const Selection& selection, unsigned jobs) {
  const auto image = guest::open_kernel_image(arguments.one("kernel"));
  auto wanted = image ? guest_wishes(arguments) : std::unexpected(image.error());
  auto outputs = Outputs::open_lines(arguments.all("output"));
  if (!wanted || !outputs) return refuse(wanted ? outputs.error().message : wanted.error().message);
  wanted->image = &*image;
  wanted->jobs = jobs;
  Interruption interruption;
  ProofBook book(std::move(*outputs));
  return book.conclude(prove_in_guest(*wanted, selection, interruption, book));
}

int run(const Arguments& arguments) {
  const auto jobs = jobs_of(arguments);
  const Result<> checked = arguments.has("kernel") ? Result<>() : refuse_without_guest(arguments);
  if (!jobs || !checked) return refuse(jobs ? checked.error().message : jobs.error().message);
  const Selection selection = select(arguments.words, built_in_catalogue(), wants_colour(STDERR_FILENO));
  if (!is_sound(selection)) return bad_usage;
  const auto prove = arguments.has("kernel") ? prove_there : prove_here;
  return prove(arguments, selection, *jobs);
}

const Option options[] = {
    {"-j,--jobs", "N", "play up to N side by side (default: four a CPU; most of the time they wait)"},
    lines_option,
    kernel_option,
    hierarchy_option,
    memory_option,
    cpus_option,
    swap_option,
    append_option,
};

}  // namespace

const Command prove_command{
    .name = "prove",
    .words = "[NAME|FILE|DIR]...",
    .summary = "show that each scenario would notice a kernel that breaks its claim",
    .description =
        "Plays each scenario as it is, and if it passes again and again with one thing changed at a time: a "
        "control write, a signal or a move left out, a listener deaf, what a workload is to do made next to "
        "nothing, another parameter of it back at its default, a refusal expected to be accepted, an "
        "expectation turned into its contrary. What still passes did not need that thing, and is listed; "
        "what broke on our side is played once more. Exit status: 0 every scenario noticed, 1 one noticed "
        "none of its own or did not pass as it is, 2 bad usage or scenario file, 3 broken on our side, 4 "
        "nothing could be played, 130 interrupted.",
    .options = options,
    .run = run};

}  // namespace limitest::cli
