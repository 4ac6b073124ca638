// SPDX-License-Identifier: Apache-2.0
// The lines that tell how a matrix goes, as text.
#pragma once

#include <string>
#include <vector>

#include "harness/result/model.h"

namespace limitest::reports {

struct CellProgress {
  std::string name;  // "6.1.170 v1"
  bool playing = false;
  std::size_t done = 0;  // scenarios
  std::size_t total = 0;
};

// "3/9 cells  ✗ 1  6.1.170 v1 34/200, 6.1.170 v2 12/200". No newline, never wider than `width`.
std::string cells_line(const std::vector<CellProgress>& cells, std::size_t failed, std::size_t broken,
                       bool colour, int width);

// One cell that is over: "✓ 6.1.170 v1  198 passed, 3 skipped  42.10 s", or why it is left out. No newline.
std::string cell_line(const result::Run& run, std::size_t cell, Nanoseconds took, bool colour, int width);

}  // namespace limitest::reports
