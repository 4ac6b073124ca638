// SPDX-License-Identifier: Apache-2.0
// Numbers out of the text of control files.
#pragma once

#include <optional>
#include <string_view>

#include "harness/cgroup/control_file.h"

namespace limitest::cgroup {

// One number of a control file; "no limit" (v2's "max", v1's 2^63 - page) reads as infinity.
// None where the text has no such field or no number.
std::optional<double> number_in(const ControlFile& file, std::string_view field, std::string_view text);

}  // namespace limitest::cgroup
