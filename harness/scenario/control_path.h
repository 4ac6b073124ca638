// SPDX-License-Identifier: Apache-2.0
// "box/memory.stat:cache": which control files a scenario may name, on which hierarchy.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/scenario/names.h"

namespace limitest::scenario {

using HierarchyChoice = std::optional<cgroup::Hierarchy>;  // none: the scenario runs on both

// The hierarchies a scenario has to work on.
std::vector<cgroup::Hierarchy> hierarchies(HierarchyChoice choice);

// Why a scenario for `choice` cannot name this file, with the name to use instead; empty if it can.
std::string why_no_such_file(std::string_view file, HierarchyChoice choice);

// Its parts, when the cgroup is known and the file is there on every hierarchy of the scenario.
Parsed<ControlRef> parse_control_path(std::string_view text, const Names& names, HierarchyChoice choice);

// What the number behind a path counts; a fault if it is no number, or one of many.
Parsed<NumberKind> number_kind_of(const ControlRef& ref, std::string_view text, HierarchyChoice choice);

// The control file behind a name on one hierarchy, none if there is none.
const cgroup::ControlFile* real_file(std::string_view name, cgroup::Hierarchy hierarchy);

}  // namespace limitest::scenario
