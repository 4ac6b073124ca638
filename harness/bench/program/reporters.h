// SPDX-License-Identifier: Apache-2.0
// Google Benchmark's reporters, taught to show a pair: its own JSON with the names and times of the
// figures, and a table for the eye.
#pragma once

#include <functional>
#include <vector>

#include <benchmark/benchmark.h>

namespace limitest::bench {

// Holds everything back to the end, since only then is known what disturbed the run.
class FileReporter : public benchmark::JSONReporter {
 public:
  // `at_end` may add to the context.
  explicit FileReporter(std::function<void()> at_end) : at_end_(std::move(at_end)) {}
  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;
  void Finalize() override;

 private:
  std::function<void()> at_end_;
  std::vector<std::vector<Run>> runs_;
};

class TableReporter : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;
  // Whether a figure could not be measured.
  [[nodiscard]] bool incomplete() const { return incomplete_; }

 private:
  bool incomplete_ = false;
};

}  // namespace limitest::bench
