// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/program/reporters.h"

#include <fmt/format.h>

namespace limitest::bench {
namespace {

using Run = benchmark::BenchmarkReporter::Run;

// The figure's own name and time: the measurement is one iteration of a clock of ours, and says so
// nowhere.
Run as_figure(Run run) {
  run.run_name.iterations.clear();
  run.run_name.time_type.clear();
  run.cpu_accumulated_time = run.real_accumulated_time;
  return run;
}

double counter(const Run& run, const char* name) {
  const auto found = run.counters.find(name);
  return found == run.counters.end() ? 0 : found->second.value;
}

std::string spoken_time(double nanoseconds) {
  if (nanoseconds < 1e4) return fmt::format("{:.1f} ns", nanoseconds);
  if (nanoseconds < 1e7) return fmt::format("{:.2f} us", nanoseconds / 1e3);
  return fmt::format("{:.2f} ms", nanoseconds / 1e6);
}

constexpr const char* layout = "{:<32} {:>12}  {:<10} {:>8}  {:<18} {:>8}\n";

}  // namespace

bool FileReporter::ReportContext(const Context&) {
  return true;
}

void FileReporter::ReportRuns(const std::vector<Run>& runs) {
  auto& kept = runs_.emplace_back();
  for (const Run& run : runs) kept.push_back(as_figure(run));
}

void FileReporter::Finalize() {
  at_end_();
  if (!JSONReporter::ReportContext(Context())) return;
  for (const auto& runs : runs_) JSONReporter::ReportRuns(runs);
  JSONReporter::Finalize();
}

bool TableReporter::ReportContext(const Context&) {
  fmt::print(fmt::runtime(layout), "figure", "time", "per", "ratio", "95 % interval", "A/A");
  return true;
}

void TableReporter::ReportRuns(const std::vector<Run>& runs) {
  for (const Run& given : runs) {
    const Run run = as_figure(given);
    if (run.error_occurred) {
      fmt::print("{:<32} not measured: {}\n", run.benchmark_name(), run.error_message);
      incomplete_ = true;
      continue;
    }
    const double ratio = counter(run, "ratio");
    const bool paired = ratio > 0;
    fmt::print(
        fmt::runtime(layout), run.benchmark_name(), spoken_time(run.real_accumulated_time * 1e9),
        run.report_label, paired ? fmt::format("{:.4f}", ratio) : "",
        paired ? fmt::format("{:.4f} .. {:.4f}", counter(run, "ratio_low"), counter(run, "ratio_high")) : "",
        paired ? fmt::format("{:.4f}", counter(run, "aa_ratio")) : "");
  }
  (void)std::fflush(stdout);
}

}  // namespace limitest::bench
