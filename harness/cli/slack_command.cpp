// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/commands.h"
#include "harness/cli/terminal.h"
#include "harness/engine/session.h"

namespace limitest::cli {
namespace {

constexpr Bytes customary{std::int64_t{100} << 20};

// A reading of a group that may have been charged so, and what it may be off by.
struct Case {
  std::string_view what;
  engine::Charging by;
};

constexpr Case cases[] = {
    {"one group, one process", {}},
    {"the same, pinned to one CPU", {.cpus = 1}},
    {"one group, four processes", {.processes = 4}},
    {"a parent of two groups", {.groups = 3, .processes = 2}},
    {"a parent of twenty groups", {.groups = 21, .processes = 20}},
};

std::string bytes_text(double bytes) {
  return to_exact_string(Bytes{static_cast<std::int64_t>(bytes)});
}

void row(std::string_view what, const std::string& allowed, const std::string& derivation, bool explain) {
  print(fmt::format("  {:<30} {}\n", what, allowed));
  if (explain) print(fmt::format("      {}\n", derivation));
}

void show(const engine::SlackModel& model, double size, bool explain) {
  print(fmt::format("usage, peak and the like that read {}: what is in use is less by at most\n",
                    bytes_text(size)));
  for (const auto& [what, by] : cases)
    row(what, bytes_text(model.below_charged(size, by)), model.explain_charged(size, by), explain);
  print("\nmemory.stat: what is in use is more or less by at most\n");
  row("any group", bytes_text(model.around_flushed()), model.explain_flushed(), explain);
  print(fmt::format("\n≈ {}: either side is off by at most\n", bytes_text(size)));
  row("one group, one process", bytes_text(model.near(size)), model.explain_near(size), explain);
}

Result<engine::SlackModel> measure(const engine::Machine& machine) {
  if (!machine.location) return failure("{}", machine.no_controller);
  const engine::Programs programs = LIMITEST_TRY(engine::find_programs());
  const engine::Session session = LIMITEST_TRY(engine::Session::open(machine, programs));
  return session.measure_slack(machine, programs);
}

int run(const Arguments& arguments) {
  const auto size = arguments.words.empty() ? Result<Bytes>(customary) : parse_bytes(arguments.words.front());
  if (!size || arguments.words.size() > 1)
    return refuse(size ? "slack takes one size, as in: limitest slack 100M"
                       : size.error().within("slack").message);
  const engine::Machine machine = engine::look_at_machine();
  const auto model = measure(machine);
  if (!model) {
    complain(model.error().message);
    return failed;
  }
  print(fmt::format("kernel {}, {} CPUs, pages of {}: a batch of {} pages, stocks of {} group{} a CPU\n\n",
                    machine.kernel, model->cpus, to_string(Bytes{machine.page}), model->batch, model->slots,
                    model->slots == 1 ? "" : "s"));
  show(*model, static_cast<double>(size->count), arguments.has("explain"));
  return ok;
}

const Option options[] = {{"--explain", "", "show how each number is derived"}};

}  // namespace

const Command slack_command{
    .name = "slack",
    .words = "[SIZE]",
    .summary = "tell how far a byte reading may be from the truth here, and why",
    .description =
        "For a reading of SIZE (100M if none is given) on this kernel and this machine, with what an empty "
        "workload is charged here, measured just now. Every byte check of a run is made with these numbers "
        "and shows them.",
    .options = options,
    .run = run};

}  // namespace limitest::cli
