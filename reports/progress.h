// SPDX-License-Identifier: Apache-2.0
// The lines that tell how a run goes, as text. Who prints them owns the terminal and its cursor.
#pragma once

#include <string>
#include <vector>

#include "harness/result/model.h"

namespace limitest::reports {

// "✓ oom/hard-limit-kills  0.12 s"; what did not pass adds its reason. No newline.
std::string outcome_line(const result::Outcome& outcome, bool colour, int width);

// How far a run is.
struct Progress {
  std::vector<std::string> running;  // scenarios, the one that started first before the others
  std::size_t done = 0;
  std::size_t total = 0;
  std::size_t failed = 0;
  std::size_t broken = 0;
};

// "12/40  ✗ 1  running 3: oom/a, oom/b, swap/c". No newline, never wider than `width`, so that it can be
// drawn over by the next one.
std::string status_line(const Progress& progress, bool colour, int width);

}  // namespace limitest::reports
