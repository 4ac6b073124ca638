// SPDX-License-Identifier: Apache-2.0
// What operations cost, as measured once: the content of a bench JSON, which is in Google Benchmark's
// format, so that its own tools read it too. Files of other benchmark programs are read as well.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/base/result.h"

namespace limitest::result {

// An operation against the same in the root group, or another base.
struct Pair {
  double ratio = 0;
  double low = 0;  // of the 95 % interval
  double high = 0;
  double control = 0;          // the ratio of the base to itself
  std::vector<double> ratios;  // of each measuring process; may be empty
};

// One figure.
struct Cost {
  std::string name;            // "charge/anon/depth:64"
  std::string unit;            // what it is the cost of: "page"; may be empty
  bool instructions = false;   // counted, exactly, instead of timed
  double value = 0;            // nanoseconds, or instructions more than in the root group, per unit
  double total = 0;            // where instructions are counted: all of them, per unit; 0: not told
  std::vector<double> values;  // of each process or repetition
  double units = 1;            // how many of that unit one sample was
  std::optional<Pair> pair;
  // By kernel function, per unit: instructions more than in the root group, and all of them.
  std::vector<std::pair<std::string, double>> functions;
  std::vector<std::pair<std::string, double>> all_functions;
  std::string trouble;  // why it was not measured; then nothing else counts
};

struct Costs {
  std::vector<std::pair<std::string, std::string>> context;  // "kernel", "disturbance", ...
  std::vector<Cost> costs;

  // The value of that key; empty if there is none.
  [[nodiscard]] std::string about(std::string_view key) const;
};

// Repetitions are gathered under their name; aggregates are left out.
Result<Costs> parse_costs(std::string_view json);
std::string to_json(const Costs& costs);

// Whether the text is such a file, rather than a results.jsonl.
bool looks_like_costs(std::string_view text);

}  // namespace limitest::result
