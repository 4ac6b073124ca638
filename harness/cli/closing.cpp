// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/closing.h"

#include <fmt/format.h>

#include "harness/cli/terminal.h"
#include "reports/summary.h"

namespace limitest::cli {

int close_run(result::Run& run, Outputs& outputs, const Result<bool>& whole,
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
  const std::size_t skips = result::count(run, result::Verdict::skip);
  constexpr int too_much_skipped = 4;
  if (status == ok && most_skips && skips > *most_skips) {
    complain(fmt::format("{} scenarios were skipped, more than --max-skips {}", skips, *most_skips));
    return too_much_skipped;
  }
  return status;
}

}  // namespace limitest::cli
