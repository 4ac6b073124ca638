// SPDX-License-Identifier: Apache-2.0
// Numbers out of the text of control files.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/cgroup/control_file.h"

namespace limitest::cgroup {

// v1 says "no limit" with the largest multiple of a page below 2^63; pages go up to 64K.
inline constexpr std::int64_t unlimited_from = std::numeric_limits<std::int64_t>::max() - 0xffff;

// One number of a control file; "no limit" (v2's "max", v1's 2^63 - page) reads as infinity.
// None where the text has no such field or no number.
std::optional<double> number_in(const ControlFile& file, std::string_view field, std::string_view text);

// What the lines of a file with fields are called: "cache", "rss", ...
std::vector<std::string> keys_in(std::string_view text);

}  // namespace limitest::cgroup
