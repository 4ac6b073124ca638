// SPDX-License-Identifier: Apache-2.0
// Writes to control files the way scenarios mean them: neutral names and "unlimited" translated,
// a deadline on writes that block in reclaim.
#pragma once

#include <string>

#include "harness/cgroup/group.h"

namespace limitest::engine {

// What a neutral name is given: "unlimited" as the hierarchy spells it, "off" as 0; anything else as it is.
std::string kernel_value(const std::string& written, cgroup::Hierarchy hierarchy);

struct WriteAnswer {
  Errno answer;
  bool timed_out = false;  // the kernel had not returned by the deadline: the answer is to our signal
};

// One write of `value` to the file behind `name` (real or neutral), opened for it unless it is open already.
WriteAnswer write_control(const cgroup::Group& group, const std::string& name, const std::string& value,
                          Nanoseconds budget, const Fd* open_file = nullptr);

}  // namespace limitest::engine
