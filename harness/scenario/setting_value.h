// SPDX-License-Identifier: Apache-2.0
// Values for control files, checked before the kernel sees them: a mistyped size must not pass for
// a refusal by the kernel.
#pragma once

#include <string>
#include <string_view>

#include "harness/scenario/control_path.h"

namespace limitest::scenario {

// What is written for `value` into a file that a scenario for `choice` may name. "100M" stays, so
// that the kernel's own parser is under test; "1.5G" becomes a number of bytes; "unlimited" stays.
Parsed<std::string> kernel_text(std::string_view value, std::string_view file, HierarchyChoice choice);

// A size as the kernel takes it.
Parsed<std::string> kernel_size(std::string_view value);

// What may be written to that file, in words, for the reference.
std::string accepted_values(const cgroup::ControlFile& file);

}  // namespace limitest::scenario
