// SPDX-License-Identifier: Apache-2.0
// Figures measured in a guest: the same figures by the same program, on a kernel that is booted for it.
// With instructions counted, the guest's clock is its instruction counter (QEMU's -icount, one
// instruction a nanosecond), so that a time is a number of instructions: the same in every boot of one
// kernel on every machine. What that needs was found by trial:
//   one CPU, a fixed start of the clock (-rtc), no address randomisation, and 20 s of the guest's time
//   for self tests and other work after a boot to end (they cost no time of ours: an idle guest's clock
//   jumps to its next timer).
// It stands for work, not for time: no caches, no contention, no second CPU. Absolute counts depend on
// where the kernel's data lie; what a figure says is the difference to the root group.
#pragma once

#include <string>
#include <vector>

#include "harness/guest/guest.h"
#include "harness/guest/orders.h"
#include "harness/result/costs.h"

namespace limitest::bench {

// Raised whenever a change of how figures are measured moves the counts: results of different designs
// are not to be compared.
inline constexpr const char* counting_design = "3";

inline constexpr const char* what_instructions_mean =
    "instructions executed, more than in the root group (of a move: than when charges stay); exact and the "
    "same on every machine, but no time: no caches, no contention, one emulated CPU";

inline constexpr const char* what_emulated_times_mean =
    "times of an emulated CPU: go by the ratios; --instructions counts exactly";

struct GuestFigures {
  std::string image;
  std::optional<cgroup::Hierarchy> hierarchy;
  guest::Hardware hardware;
  Bytes swap;
  std::string append;
  std::string filter;  // extended regular expression
  bool instructions = false;
  bool by_function = false;  // with instructions
};

// Boots, measures, and comes back with the costs; a progress line for each figure goes to `progress`.
Result<result::Costs> measure_in_guest(const GuestFigures& wanted,
                                       const std::function<void(const std::string&)>& progress);

}  // namespace limitest::bench
