// SPDX-License-Identifier: Apache-2.0
// The end of every run: summary, reports, exit status.
#pragma once

#include <optional>

#include "harness/cli/outputs.h"
#include "harness/cli/selection.h"

namespace limitest::cli {

// `whole`: all was played that could be; false: interrupted; an error: our side broke on the way.
// Returns the exit status; more skips than `most_skips` make it 4, but what `selection` has for the other
// hierarchy was not missed.
int close_run(result::Run& run, Outputs& outputs, const Result<bool>& whole, const Selection& selection,
              std::optional<std::size_t> most_skips);

}  // namespace limitest::cli
