// SPDX-License-Identifier: Apache-2.0
// limitest-bench: the figures as Google Benchmark programs, with its flags and its JSON.
#include <csignal>
#include <cstdio>
#include <string>

#include <benchmark/benchmark.h>
#include <sys/prctl.h>

#include "harness/base/pattern.h"
#include "harness/bench/figures/disturbance.h"
#include "harness/bench/figures/laboratory.h"
#include "harness/bench/program/reporters.h"
#include "harness/engine/machine.h"

namespace limitest::bench {
namespace {

void add_counters(benchmark::State& state, const Summary& summary) {
  for (std::size_t i = 0; i < summary.times.size(); ++i)
    state.counters[fmt::format("time_{}", i + 1)] = summary.times[i];
  state.counters["units"] = summary.units;
  state.counters["time_low"] = summary.of_time.low;
  state.counters["time_high"] = summary.of_time.high;
  state.counters["time_p90"] = summary.p90;
  state.counters["samples"] = static_cast<double>(summary.samples);
  if (!summary.paired) return;
  state.counters["base_time"] = summary.base;
  state.counters["ratio"] = summary.ratio;
  state.counters["ratio_low"] = summary.of_ratio.low;
  state.counters["ratio_high"] = summary.of_ratio.high;
  state.counters["aa_ratio"] = summary.aa_ratio;
  for (std::size_t i = 0; i < summary.ratios.size(); ++i)
    state.counters[fmt::format("ratio_{}", i + 1)] = summary.ratios[i];
}

void run_figure(benchmark::State& state, const Laboratory& laboratory, const Figure& figure) {
  const auto summary = laboratory.measure(figure);
  if (!summary) {
    state.SkipWithError(summary.error().message.c_str());
    return;
  }
  for ([[maybe_unused]] const auto once : state) state.SetIterationTime(summary->time / 1e9);
  state.SetLabel(figure.unit);
  add_counters(state, *summary);
}

// Returns how many. Google Benchmark itself would match a filter against names with what we leave out of
// them: "/iterations:1/manual_time".
int register_figures(const Laboratory& laboratory, const Pattern& wanted) {
  int count = 0;
  for (const Figure& figure : all_figures()) {
    if (!wanted.matches(figure.name)) continue;
    ++count;
    benchmark::RegisterBenchmark(
        figure.name.c_str(),
        [&laboratory, &figure](benchmark::State& state) { run_figure(state, laboratory, figure); })
        ->UseManualTime()
        ->Iterations(1)
        ->Unit(benchmark::kNanosecond);
  }
  return count;
}

int list_figures() {
  for (const Figure& figure : all_figures()) fmt::print("{:<32} per {}\n", figure.name, figure.unit);
  return 0;
}

int measure_all(int argc, char** argv) {
  std::string filter = ".";
  bool to_file = false;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    constexpr std::string_view asks = "--benchmark_filter=";
    if (word.starts_with(asks)) filter = word.substr(asks.size());
    to_file = to_file || word.starts_with("--benchmark_out=");
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  const auto laboratory = Laboratory::open();
  if (!laboratory) {
    fmt::print(stderr, "limitest-bench: {}\n", laboratory.error().message);
    return 3;
  }
  const Pattern wanted(filter);
  if (!wanted.good()) {
    fmt::print(stderr, "limitest-bench: {} is no extended regular expression\n", filter);
    return 2;
  }
  if (register_figures(*laboratory, wanted) == 0) {
    fmt::print(stderr, "limitest-bench: no figure matches {}\n", filter);
    return 2;
  }
  const engine::Machine machine = engine::look_at_machine();
  benchmark::AddCustomContext("kernel", machine.kernel);
  benchmark::AddCustomContext("hierarchy", std::string(to_string(laboratory->location().hierarchy)));
  benchmark::AddCustomContext("limitest_version", LIMITEST_VERSION);

  const MachineState before = look_at_machine_state();
  const auto disturbed = [&] { return disturbance_between(before, look_at_machine_state()); };
  TableReporter table;
  FileReporter file([&] { benchmark::AddCustomContext("disturbance", disturbed()); });
  benchmark::RunSpecifiedBenchmarks(&table, to_file ? &file : nullptr, ".");
  fmt::print("disturbed by: {}\n", disturbed());
  return table.incomplete() ? 4 : 0;
}

int run(int argc, char** argv) {
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);  // whoever ends `limitest bench` ends this too
  const std::string first = argc > 1 ? argv[1] : "";
  if (first == "measure" && argc == 5) return measure_here(argv[2], argv[3], argv[4]);
  if (first == "--list") return list_figures();
  return measure_all(argc, argv);
}

}  // namespace
}  // namespace limitest::bench

int main(int argc, char** argv) {
  return limitest::bench::run(argc, argv);
}
