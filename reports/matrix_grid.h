// SPDX-License-Identifier: Apache-2.0
// The grid of a matrix for a terminal: folders of scenarios down, cells across, in each how many ended how.
#pragma once

#include <string>

#include "reports/matrix.h"

namespace limitest::reports {

// Ends with a newline. Cells that do not fit beside each other in `width` columns (0: no bound) stand below.
std::string render_grid(const Matrix& matrix, bool colour, int width);

}  // namespace limitest::reports
