// SPDX-License-Identifier: Apache-2.0
// How many memory cgroups the kernel has, removed ones that it has not let go included.
#pragma once

#include <optional>
#include <string_view>

#include "harness/base/result.h"

namespace limitest::cgroup {

// From /proc/cgroups; since 6.15 its line of memory is there on hierarchy v1 alone.
Result<double> memory_cgroups();

// The same number in the file's text.
std::optional<double> memory_cgroups_in(std::string_view text);

}  // namespace limitest::cgroup
