// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/figures/disturbance.h"

#include <algorithm>
#include <sstream>
#include <vector>

#include <sys/times.h>

#include "harness/base/fd.h"

namespace limitest::bench {
namespace {

double own_ticks() {
  tms used{};
  (void)::times(&used);
  return static_cast<double>(used.tms_utime + used.tms_stime + used.tms_cutime + used.tms_cstime);
}

void read_frequencies(MachineState& state) {
  std::istringstream lines(read_file("/proc/cpuinfo").value_or(""));
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("cpu MHz")) continue;
    const double mhz = std::stod(line.substr(line.find(':') + 1));
    state.lowest_mhz = state.lowest_mhz == 0 ? mhz : std::min(state.lowest_mhz, mhz);
    state.highest_mhz = std::max(state.highest_mhz, mhz);
  }
}

std::string frequency(const MachineState& before, const MachineState& after) {
  const double low = std::min(before.lowest_mhz, after.lowest_mhz);
  const double high = std::max(before.highest_mhz, after.highest_mhz);
  if (high == 0) return "frequency unknown";
  return high - low < 1 ? fmt::format("{:.0f} MHz", high) : fmt::format("{:.0f} to {:.0f} MHz", low, high);
}

}  // namespace

MachineState look_at_machine_state() {
  MachineState state;
  std::istringstream load(read_file("/proc/loadavg").value_or("?"));
  load >> state.load;
  std::istringstream stat(read_file("/proc/stat").value_or(""));
  std::string word;
  stat >> word;
  std::vector<double> ticks;  // user nice system idle iowait irq softirq steal (proc(5))
  for (double value = 0; ticks.size() < 8 && stat >> value;) ticks.push_back(value);
  ticks.resize(8);
  for (const double value : ticks) state.all += value;
  state.stolen = ticks[7];
  state.busy = state.all - ticks[3] - ticks[4] - ticks[7];
  state.ours = own_ticks();
  read_frequencies(state);
  return state;
}

std::string disturbance_between(const MachineState& before, const MachineState& after) {
  const double all = std::max(after.all - before.all, 1.0);
  const double others = (after.busy - before.busy) - (after.ours - before.ours);
  return fmt::format("load {} -> {}, others used {:.0f} % of the CPUs, {:.1f} % stolen, {}", before.load,
                     after.load, std::max(others, 0.0) / all * 100,
                     (after.stolen - before.stolen) / all * 100, frequency(before, after));
}

}  // namespace limitest::bench
