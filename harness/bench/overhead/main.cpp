// SPDX-License-Identifier: Apache-2.0
// Measures what the harness costs, on this machine, in one run; exit status 1 if a goal is missed.
#include <cstdio>

#include <fmt/format.h>

#include "harness/bench/overhead/figure.h"

namespace limitest::bench {
namespace {

constexpr Result<Figure> (*measurements[])(const Bench&) = {
    empty_scenario, verdict_latency, parallel_speed_up, sampling, keeper_fill, grower_drift};

bool report(const Figure& figure) {
  const bool met = figure.at_most ? figure.value <= figure.goal : figure.value >= figure.goal;
  fmt::print("{:<52} {:>8.3f} {:<3} {} {:<6} {}  ({})\n", figure.name, figure.value, figure.unit,
             figure.at_most ? "<=" : ">=", figure.goal, met ? "met   " : "MISSED", figure.detail);
  (void)std::fflush(stdout);
  return met;
}

Result<bool> measure_all() {
  const engine::Machine machine = engine::look_at_machine();
  if (!machine.location) return failure("{}", machine.no_controller);
  const engine::Programs programs = LIMITEST_TRY(engine::find_programs());
  const engine::Session session = LIMITEST_TRY(engine::Session::open(machine, programs));
  const Bench bench{session, programs, LIMITEST_TRY(session.measure_slack(machine, programs))};
  bool all_met = true;
  for (const auto measure : measurements) {
    const auto figure = measure(bench);
    if (!figure) return std::unexpected(figure.error());
    all_met = report(*figure) && all_met;
  }
  return all_met;
}

}  // namespace
}  // namespace limitest::bench

int main() {
  const auto met = limitest::bench::measure_all();
  if (!met) {
    fmt::print(stderr, "limitest-overhead: {}\n", met.error().message);
    return 3;
  }
  return *met ? 0 : 1;
}
