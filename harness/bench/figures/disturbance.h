// SPDX-License-Identifier: Apache-2.0
// What else the machine did while a measurement ran: a reader must be able to tell a quiet run from a
// disturbed one.
#pragma once

#include <string>

namespace limitest::bench {

// The counters of /proc/stat, in clock ticks of all CPUs, and what a run compares.
struct MachineState {
  double busy = 0;    // used by anyone
  double stolen = 0;  // wanted, but the hypervisor ran others
  double all = 0;
  double ours = 0;  // this process and the children it has reaped
  std::string load;
  double lowest_mhz = 0;
  double highest_mhz = 0;
};

MachineState look_at_machine_state();

// "load 3.1 -> 2.9, others used 41 % of the CPUs, 0.2 % stolen, 2445 MHz"
std::string disturbance_between(const MachineState& before, const MachineState& after);

}  // namespace limitest::bench
