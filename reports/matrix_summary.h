// SPDX-License-Identifier: Apache-2.0
// What a run on several kernels came to, for a terminal: what changed from one kernel to the next, the grid,
// and last each failure once with the cells that share it.
#pragma once

#include <string>

#include "harness/result/model.h"

namespace limitest::reports {

// Expects a run that `settled` has gone over. Everything but the closing counts.
std::string render_matrix_summary(const result::Run& run, bool colour, int width);

}  // namespace limitest::reports
