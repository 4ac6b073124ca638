// SPDX-License-Identifier: Apache-2.0
#include <optional>

#include <fcntl.h>

#include "harness/base/pattern.h"
#include "harness/base/retry.h"
#include "harness/bench/figures/laboratory.h"
#include "harness/cli/commands.h"
#include "harness/cli/terminal.h"
#include "harness/guest/channel.h"

namespace limitest::cli {
namespace {

// In a guest that counts instructions: one process, fewer samples, since they are all alike; and what is
// told is the difference.
constexpr Nanoseconds counting_budget = std::chrono::milliseconds(60);
constexpr Nanoseconds settling = std::chrono::seconds(20);

result::Cost count(const bench::Laboratory& laboratory, const bench::Figure& figure) {
  const auto summary = laboratory.measure(figure, 1, counting_budget);
  result::Cost cost = cost_of(figure, summary);
  if (!cost.trouble.empty()) return cost;
  if (!summary->paired) {
    cost.trouble = "has no base to count the difference to";
    return cost;
  }
  cost.instructions = true;
  cost.total = summary->time;
  cost.value = summary->difference;
  cost.values = {summary->difference};
  cost.pair.reset();
  return cost;
}

Result<> report_symbols(guest::Channel& channel) {
  if (const auto restrict = open_at(AT_FDCWD, "/proc/sys/kernel/kptr_restrict", O_WRONLY))
    (void)write_once(restrict->number(), "0");
  const std::string symbols = LIMITEST_TRY(read_file("/proc/kallsyms"));
  constexpr std::size_t piece = 32768;
  for (std::size_t at = 0; at < symbols.size(); at += piece)
    channel.write(guest::Kind::line, "symbols " + symbols.substr(at, piece));
  return {};
}

Result<int> measure(const Arguments& arguments) {
  const Pattern pattern(arguments.words.empty() ? "." : arguments.words[0]);
  if (!pattern.good()) return failure("{} is no extended regular expression", arguments.words[0]);
  std::optional<guest::Channel> channel;
  constexpr std::string_view wanted = "channel=";
  for (const std::string& output : arguments.all("output")) {
    if (!output.starts_with(wanted)) return failure("--output {}: results go to a channel alone", output);
    channel.emplace(LIMITEST_TRY(guest::Channel::open(output.substr(wanted.size()))));
  }
  const bool counting = arguments.has("count");
  if (channel && arguments.has("symbols")) LIMITEST_TRY_VOID(report_symbols(*channel));
  if (counting) nap(settling);
  const auto laboratory = LIMITEST_TRY(bench::Laboratory::open());
  for (const bench::Figure& figure : bench::all_figures()) {
    if (!pattern.matches(figure.name)) continue;
    result::Costs costs;
    costs.costs.push_back(counting ? count(laboratory, figure) : cost_of(figure, laboratory.measure(figure)));
    const std::string text = to_json(costs);
    if (channel)
      channel->write(guest::Kind::line, text);
    else
      print(text);
  }
  return ok;
}

int run(const Arguments& arguments) {
  const auto status = measure(arguments);
  if (status) return *status;
  complain(status.error().message);
  return broken;
}

const Option options[] = {
    {"-o,--output", "KIND=FILE", "in a guest: channel=DEVICE, the way to the host", true},
    {"--count", "", "times are instruction counts"},
    {"--symbols", "", "tell the kernel's symbols first"},
};

}  // namespace

const Command figures_command{.name = "figures",
                              .words = "[FILTER]",
                              .summary = "measure figures in a guest",
                              .description = "Started by `limitest bench --kernel`; of no use by hand.",
                              .options = options,
                              .run = run,
                              .hidden = true};

}  // namespace limitest::cli
