// SPDX-License-Identifier: Apache-2.0
// limitest-bench: the figures as Google Benchmark programs, with its flags and its JSON.
#include <csignal>
#include <cstdio>
#include <string>
#include <vector>

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

constexpr const char* every_figure = ".";

using Chosen = std::vector<const Figure*>;

// Google Benchmark itself would match a filter against names with what we leave out of them:
// "/iterations:1/manual_time".
Result<Chosen> choose(const std::string& filter) {
  const Pattern wanted(filter);
  if (!wanted.good()) return failure("{} is no extended regular expression", filter);
  Chosen chosen;
  for (const Figure& figure : all_figures())
    if (wanted.matches(figure.name)) chosen.push_back(&figure);
  if (chosen.empty()) return failure("no figure matches {}", filter);
  return chosen;
}

int refuse(const Error& error, int status) {
  fmt::print(stderr, "limitest-bench: {}\n", error.message);
  return status;
}

void register_figures(const Laboratory& laboratory, const Chosen& chosen) {
  for (const Figure* figure : chosen)
    benchmark::RegisterBenchmark(
        figure->name.c_str(),
        [&laboratory, figure](benchmark::State& state) { run_figure(state, laboratory, *figure); })
        ->UseManualTime()
        ->Iterations(1)
        ->Unit(benchmark::kNanosecond);
}

int list_figures(const std::string& filter) {
  const auto chosen = choose(filter);
  if (!chosen) return refuse(chosen.error(), 2);
  for (const Figure* figure : *chosen) fmt::print("{:<32} per {}\n", figure->name, figure->unit);
  return 0;
}

int measure_all(int argc, char** argv) {
  std::string filter = every_figure;
  bool to_file = false;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    constexpr std::string_view asks = "--benchmark_filter=";
    if (word.starts_with(asks)) filter = word.substr(asks.size());
    to_file = to_file || word.starts_with("--benchmark_out=");
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  const auto chosen = choose(filter);
  if (!chosen) return refuse(chosen.error(), 2);
  const auto laboratory = Laboratory::open();
  if (!laboratory) return refuse(laboratory.error(), 3);
  register_figures(*laboratory, *chosen);
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
  if (first == "--list") return list_figures(argc > 2 ? argv[2] : every_figure);
  return measure_all(argc, argv);
}

}  // namespace
}  // namespace limitest::bench

int main(int argc, char** argv) {
  return limitest::bench::run(argc, argv);
}
