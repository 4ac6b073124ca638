// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cerrno>

#include <unistd.h>

#include "harness/cli/built_in.h"
#include "harness/cli/commands.h"
#include "harness/cli/guest_options.h"
#include "harness/cli/interruption.h"
#include "harness/cli/known_lists.h"
#include "harness/cli/matrix_cells.h"
#include "harness/cli/matrix_running.h"
#include "harness/cli/numbers.h"
#include "harness/cli/play_in_guest.h"
#include "harness/cli/running.h"
#include "harness/cli/selection.h"
#include "harness/cli/side_by_side.h"
#include "harness/cli/terminal.h"
#include "harness/engine/machine.h"

namespace limitest::cli {
namespace {

struct Wishes {
  std::vector<cgroup::Hierarchy> hierarchies;
  guest::GuestRequest model;  // without image, hierarchy and scenarios
  std::optional<unsigned> cells;
  std::optional<std::size_t> most_skips;
  Nanoseconds cell_timeout = std::chrono::minutes(30);
};

Result<std::vector<cgroup::Hierarchy>> parse_hierarchies(const std::string& word) {
  using cgroup::Hierarchy;
  if (word == "both") return std::vector{Hierarchy::v1, Hierarchy::v2};
  for (const Hierarchy one : {Hierarchy::v1, Hierarchy::v2})
    if (word == to_string(one)) return std::vector{one};
  return failure("--hierarchy {}: v1, v2 or both is wanted", word);
}

Result<Wishes> understand(const Arguments& arguments) {
  constexpr unsigned most = 10'000;
  Wishes wishes;
  wishes.hierarchies = LIMITEST_TRY(parse_hierarchies(arguments.one("hierarchy", "both")));
  wishes.model = LIMITEST_TRY(guest_machine_wishes(arguments));
  if (arguments.has("patience"))
    wishes.model.patience = LIMITEST_TRY(parse_time("patience", arguments.one("patience")));
  if (arguments.has("jobs")) wishes.cells = LIMITEST_TRY(parse_count("jobs", arguments.one("jobs"), 1, most));
  if (arguments.has("max-skips"))
    wishes.most_skips = LIMITEST_TRY(parse_count("max-skips", arguments.one("max-skips"), 0, most));
  if (arguments.has("cell-timeout"))
    wishes.cell_timeout = LIMITEST_TRY(parse_time("cell-timeout", arguments.one("cell-timeout")));
  return wishes;
}

int play(const Arguments& arguments, const Wishes& wishes, const Selection& selection,
         const MatrixCells& cells, Outputs outputs) {
  const GuestCast cast = cast_for_guest(selection);
  result::Run run = new_run(arguments);
  run.machine = describe(engine::look_at_machine());
  run.cells = to_results(cells, options_to_ask_again(arguments));
  Interruption interruption;
  MatrixRunning running(std::move(run), std::move(outputs), cast.scenarios, selection);
  const unsigned at_once = wishes.cells.value_or(guests_that_fit(wishes.model.hardware));
  const auto whole =
      play_side_by_side(cells, wishes.model, cast.scenarios,
                        {.at_once = at_once, .overlap = !wishes.cells, .cell_timeout = wishes.cell_timeout},
                        interruption, running);
  return running.finish(whole, wishes.most_skips);
}

int run(const Arguments& arguments) {
  if (arguments.words.empty())
    return refuse("matrix: name the kernels to boot: bzImage, vmlinux or Debian package");
  auto wishes = understand(arguments);
  if (!wishes) return refuse(wishes.error().message);
  Selection selection = select(arguments.all("scenario"), built_in_catalogue(), wants_colour(STDERR_FILENO),
                               arguments.all("known"));
  wishes->model.known = add_known_lists(arguments.all("known"), selection, wants_colour(STDERR_FILENO));
  exclude(arguments.all("exclude"), selection);
  if (!is_sound(selection)) return bad_usage;
  const auto absent = std::ranges::find_if_not(arguments.words, [](const std::string& image) {
    return ::access(image.c_str(), F_OK) == 0 || errno != ENOENT;
  });
  if (absent != arguments.words.end())
    return refuse(fmt::format(
        "matrix: there is no file {}; its words are kernels, each a bzImage, a vmlinux or a Debian package; "
        "a scenario is named with --scenario",
        *absent));
  const auto cells = plan_cells(arguments.words, wishes->hierarchies);
  if (!cells) return refuse(cells.error().message);
  auto outputs = Outputs::open(arguments.all("output"));
  if (!outputs) return refuse(outputs.error().message);
  return play(arguments, *wishes, selection, *cells, std::move(*outputs));
}

const Option options[] = {
    {"--hierarchy", "v1|v2|both", "hierarchies to play on (default: both, where the kernel has them)"},
    {"-s,--scenario", "NAME|FILE|DIR", "play these scenarios (default: all built-in ones); may be repeated",
     true},
    {"-j,--jobs", "CELLS",
     "boot up to CELLS guests side by side (default: what CPUs and memory allow, and one more as others "
     "end)"},
    {"--cell-timeout", "TIME", "give up on a cell that takes longer (default: 30m)"},
    exclude_option,
    known_option,
    output_option,
    {"--max-skips", "N",
     "exit with status 4 if more than N outcomes are skips of scenarios that are for that hierarchy"},
    {"--patience", "TIME",
     "how long an expectation without `within:` may take to come true (default: 10s; 30s on an emulated "
     "CPU)"},
    memory_option,
    cpus_option,
    swap_option,
    append_option,
};

}  // namespace

const Command matrix_command{
    .name = "matrix",
    .words = "IMAGE...",
    .summary = "play scenarios on several kernels and say what changed between them",
    .description =
        "Boots each kernel in QEMU on each hierarchy of the memory controller that it has, plays the "
        "scenarios there, and reports first what changed from each kernel to the next in the order given, "
        "then scenario by cell. A hierarchy that a kernel lacks is left out. Exit status as for run.",
    .options = options,
    .run = run};

}  // namespace limitest::cli
