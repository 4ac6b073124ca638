// SPDX-License-Identifier: Apache-2.0
// Which writes a scenario may do at all. It writes to its own cgroups only; what it tries elsewhere
// must be refused by the kernel and harmless even if the kernel took it.
#pragma once

#include <string>
#include <string_view>

#include "harness/scenario/control_path.h"
#include "harness/scenario/model.h"

namespace limitest::scenario {

// Whether a scenario may write to such a file and claim that the kernel takes it.
bool is_setting(const cgroup::ControlFile& file);

// What may be tried on the root of the hierarchy: "memory.max max", ...
std::vector<std::string> harmless_root_writes();

// The path that is written to; `must_fail`: the scenario claims a refusal.
Parsed<ControlRef> writable_target(std::string_view path, bool must_fail, const Names& names,
                                   HierarchyChoice choice);

// The value as it goes to the kernel. Nearly every text is allowed where a refusal is claimed; elsewhere
// `raw` lets the kernel alone judge it.
Parsed<std::string> writable_value(std::string_view value, const ControlRef& target, const Answer& answer,
                                   HierarchyChoice choice, bool raw = false);

}  // namespace limitest::scenario
