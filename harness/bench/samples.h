// SPDX-License-Identifier: Apache-2.0
// What one process measured, and what several of them say together. All times in nanoseconds per unit:
// a page, a message, a megabyte, whatever the figure counts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/base/result.h"
#include "harness/bench/statistics.h"

namespace limitest::bench {

// One half of a round: the subject, and next to it the base it is compared with and the control, which
// is the base once more. A figure that is compared with nothing has neither (0).
struct Sample {
  double subject = 0;
  double base = 0;
  double control = 0;
  double units = 1;  // how many pages, messages, ... one run was
};

// As one process prints them for another: a sample a line.
std::string print_samples(const std::vector<Sample>& samples);
Result<std::vector<Sample>> parse_samples(std::string_view text);

struct Summary {
  bool paired = false;
  double time = 0;   // of the subject: median of the processes' medians
  double base = 0;   // the same of the base
  double p90 = 0;    // of the subject, all processes together
  double ratio = 0;  // subject / base: median of the processes' medians over neighbouring samples
  Interval of_ratio;
  double difference = 0;  // subject - base: median of the processes' medians over rounds
  double aa_ratio = 0;    // control / base, in the same way: how far from 1 a ratio is that should be 1
  Interval of_time;
  double units = 1;
  std::size_t samples = 0;
  std::vector<double> times;   // each process's median
  std::vector<double> ratios;  // each process's median; empty where unpaired
};

Summary summarise(const std::vector<std::vector<Sample>>& processes);

}  // namespace limitest::bench
