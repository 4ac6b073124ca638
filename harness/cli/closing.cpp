// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/closing.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "harness/cli/terminal.h"
#include "reports/summary.h"

namespace limitest::cli {

namespace {

std::size_t missed(const result::Run& run, const Selection& selection) {
  std::map<std::string_view, std::string_view> only_on;
  for (const Selected& one : selection.scenarios)
    if (one.scenario.hierarchy) only_on[one.scenario.name] = to_string(*one.scenario.hierarchy);
  return static_cast<std::size_t>(std::ranges::count_if(run.outcomes, [&](const result::Outcome& outcome) {
    const auto found = only_on.find(outcome.scenario);
    return outcome.verdict == result::Verdict::skip &&
           (found == only_on.end() || found->second == outcome.hierarchy);
  }));
}

}  // namespace

int close_run(result::Run& run, Outputs& outputs, const Result<bool>& whole, const Selection& selection,
              std::optional<std::size_t> most_skips) {
  if (!whole) complain(whole.error().message);
  run.interrupted = whole && !*whole;
  run.finished = whole.has_value();
  const int stream = stream_for_people(outputs);
  print(stream, reports::render_summary(run, wants_colour(stream), width_of(stream)));
  const Result<> written = outputs.finish(run);
  if (!written) complain(written.error().message);
  const int status = result::exit_status(run);
  if (status == ok && !written) return broken;
  const std::size_t skips = missed(run, selection);
  constexpr int too_much_skipped = 4;
  if (status == ok && most_skips && skips > *most_skips) {
    complain(fmt::format("{} scenarios for this hierarchy were skipped, more than --max-skips {}", skips,
                         *most_skips));
    return too_much_skipped;
  }
  return status;
}

}  // namespace limitest::cli
