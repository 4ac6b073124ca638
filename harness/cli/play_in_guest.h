// SPDX-License-Identifier: Apache-2.0
// Selected scenarios played on another kernel.
#pragma once

#include <memory>
#include <vector>

#include "harness/cli/interruption.h"
#include "harness/cli/running.h"
#include "harness/cli/selection.h"
#include "harness/guest/guest_run.h"

namespace limitest::cli {

// A selection as guests take it. Owns the files that the scenarios refer to.
struct GuestCast {
  std::vector<std::unique_ptr<guest::ScenarioFile>> files;
  std::vector<guest::GuestScenario> scenarios;
};
GuestCast cast_for_guest(const Selection& selection);

// Plays to the end what `started` was asked to play; false when interrupted.
Result<bool> play_in_guest(guest::GuestRun started, Interruption& interruption, Running& running);

}  // namespace limitest::cli
