// SPDX-License-Identifier: Apache-2.0
// Two results side by side: what changed from the old one to the new one.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace limitest::result {

enum class Trend : std::uint8_t {
  same,      // no change that can be told from chance, or one within the threshold
  dearer,    // more than the threshold, and not by chance
  cheaper,   // the other way round
  only_old,  // not measured in the new result
  only_new,
};
std::string_view to_string(Trend trend);

struct FunctionChange {
  std::string function;
  double before = 0;  // instructions per unit
  double after = 0;
  [[nodiscard]] double difference() const { return after - before; }
};

// One figure in both. For a paired figure before and after are ratios to its own base, so that a faster
// machine is no cheaper kernel.
struct CostChange {
  std::string name;
  std::string unit;  // "x" of a ratio, "ns" or "instructions" per what is counted
  bool paired = false;
  double before = 0;
  double after = 0;
  double ratio = 1;  // after / before
  double low = 1;    // of its 95 % interval; equal to `high` where the values are exact
  double high = 1;
  std::optional<double> p;  // Mann-Whitney, two-sided; none with fewer than two values on a side
  Trend trend = Trend::same;
  std::vector<FunctionChange> functions;  // those that differ, the largest difference first
  std::string remark;                     // why it was not measured, or what the trend is from
};

// A scenario whose verdict is another. An empty verdict: not played.
struct VerdictChange {
  std::string scenario;
  std::string where;  // kernel and hierarchy, if the results name them
  std::string before;
  std::string after;
  std::string reason;  // of the new one
  bool worse = false;  // it fails or is broken now, and was not
  bool lost = false;   // it held, or was known not to, and was not judged now
};

// A kernel or hierarchy of which one result alone tells.
struct OneSided {
  std::string where;
  bool only_old = false;   // else only in the new one
  std::size_t judged = 0;  // what held there, failed or was known to fail
};

struct Comparison {
  std::string old_name;  // what to call them: kernel and file
  std::string new_name;
  double threshold = 0;        // percent, of times
  double exact_threshold = 0;  // percent, of instructions
  std::vector<CostChange> costs;
  std::vector<VerdictChange> verdicts;
  std::size_t same_verdicts = 0;
  std::vector<OneSided> one_sided;
  std::size_t judged_in_both = 0;  // scenarios with a verdict about the kernel in both
  bool cut_short = false;          // the new result, so that it may lack what fails
  std::vector<std::string> notes;  // kernels, disturbances

  // How many claims held, or were known not to, and were not judged now.
  [[nodiscard]] std::size_t lost() const;
  // Whether anything became dearer or fails now.
  [[nodiscard]] bool worse() const;
};

}  // namespace limitest::result
