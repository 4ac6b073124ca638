// SPDX-License-Identifier: Apache-2.0
// The cells of a matrix played in guests, as many at a time as the machine carries.
#pragma once

#include "harness/cli/interruption.h"
#include "harness/cli/matrix_cells.h"
#include "harness/cli/matrix_running.h"

namespace limitest::cli {

struct SideBySide {
  unsigned at_once = 1;  // guests
  bool overlap = false;  // one more may boot while the last scenarios of another are played
  Nanoseconds cell_timeout{};
};

// As many guests of that kind as CPUs and available memory allow; at least one.
unsigned guests_that_fit(const guest::Hardware& hardware);

// `model` lacks image, hierarchy and scenarios. False when interrupted; the guests are gone on return.
Result<bool> play_side_by_side(const MatrixCells& cells, const guest::GuestRequest& model,
                               const std::vector<guest::GuestScenario>& scenarios, const SideBySide& settings,
                               Interruption& interruption, MatrixRunning& running);

}  // namespace limitest::cli
