// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/value_kind.h"

#include <algorithm>
#include <array>

#include "harness/base/result.h"

namespace limitest::scenario {
namespace {

constexpr Shapes scalar{.scalar = true};
constexpr Shapes scalar_or_list{.scalar = true, .list = true};
constexpr Shapes mapping{.mapping = true};

constexpr std::array table{
    ValueKindInfo{ValueKind::text, "TEXT", scalar, "any text"},
    ValueKindInfo{ValueKind::new_name, "NAME", scalar,
                  "a new name: letters, digits, '-' and '_', a letter first; unique in the scenario"},
    ValueKindInfo{ValueKind::cgroup, "CGROUP", scalar, "a cgroup of the scenario"},
    ValueKindInfo{ValueKind::process, "PROCESS", scalar, "a process that an earlier step started"},
    ValueKindInfo{ValueKind::listener, "LISTENER", scalar, "a listener of an earlier step"},
    ValueKindInfo{ValueKind::workload, "WORKLOAD", scalar, "a built-in workload"},
    ValueKindInfo{ValueKind::command, "COMMAND", scalar_or_list,
                  "a program and its arguments: one text, split at blanks but not inside quotes, or a list"},
    ValueKindInfo{ValueKind::arguments, "ARGUMENTS", scalar, "what the kernel takes there"},
    ValueKindInfo{ValueKind::condition, "CONDITION", scalar_or_list, "a condition, or a list of them"},
    ValueKindInfo{ValueKind::formula, "FORMULA", scalar, "a reading, or arithmetic over some"},
    ValueKindInfo{ValueKind::duration, "DURATION", scalar, "a time with its unit, as in 300ms or 3s"},
    ValueKindInfo{ValueKind::size, "SIZE", scalar,
                  "a size in powers of 1024, K to E, as in 64K, 100M or 1.5GiB"},
    ValueKindInfo{ValueKind::count, "COUNT", scalar, "a whole number"},
    ValueKindInfo{ValueKind::user, "USER", scalar, "the number of a user, as in 65534"},
    ValueKindInfo{ValueKind::control_path, "PATH", scalar, "a control file: CGROUP/FILE"},
    ValueKindInfo{ValueKind::errnos, "ERRNO", scalar_or_list,
                  "an errno such as EBUSY, or a list of those possible"},
    ValueKindInfo{ValueKind::signal, "SIGNAL", scalar, "a signal, with or without SIG"},
    ValueKindInfo{ValueKind::order, "ORDER", scalar,
                  "release, again or finish, of those that the workload obeys"},
    ValueKindInfo{ValueKind::attach_file, "ATTACH-FILE", scalar, "cgroup.procs, tasks or cgroup.threads"},
    ValueKindInfo{ValueKind::hierarchy, "HIERARCHY", scalar, "v1 or v2"},
    ValueKindInfo{ValueKind::behaviours, "BEHAVIOUR", scalar_or_list,
                  "the name of a behaviour, as docs/coverage.md lists them, or a list of them"},
    ValueKindInfo{ValueKind::swap, "SWAP", scalar, "none or some"},
    ValueKindInfo{ValueKind::yes_no, "YES-OR-NO", scalar, "yes or no"},
    ValueKindInfo{ValueKind::kernel_rule, "RULE", scalar,
                  "a comparison with a kernel version, or a range: '>= 6.13', '>= 6.12 < 7.3'"},
    ValueKindInfo{ValueKind::kernel_rules, "RULES", scalar_or_list,
                  "kernel versions: '>= 6.12 < 7.3', or a list of such ranges"},
    ValueKindInfo{ValueKind::kernel_version, "VERSION", scalar, "a kernel version: 6.13 or 6.13.4"},
    ValueKindInfo{ValueKind::config, "OPTION", scalar_or_list,
                  "an option of the kernel's configuration, as in MEMCG_V1, '!' before one that must not be "
                  "set, or a list of them"},
    ValueKindInfo{ValueKind::programs, "PROGRAM", scalar_or_list, "a program in PATH, or a list of them"},
    ValueKindInfo{ValueKind::control_files, "FILE", scalar_or_list, "a control file, or a list of them"},
    ValueKindInfo{ValueKind::parameters, "{PARAMETER: VALUE}", mapping, "parameters of the workload"},
    ValueKindInfo{ValueKind::writes, "{PATH: VALUE}", mapping, "control files and what is written to them"},
    ValueKindInfo{ValueKind::needs, "{NEED: VALUE}", mapping, "needs of the scenario"},
    ValueKindInfo{ValueKind::share, "SHARE", scalar, "a share in percent, as in 90%"},
    ValueKindInfo{ValueKind::repeat, "{REPEAT: VALUE}", mapping, "how often to play, and how sure to be"},
    ValueKindInfo{ValueKind::known, "[KNOWN]", {.list = true}, "a list of rules"},
    ValueKindInfo{ValueKind::matrix,
                  "MATRIX",
                  {.list = true, .mapping = true},
                  "lists of values by parameter, or a list of cases"},
    ValueKindInfo{ValueKind::groups, "{CGROUP: SETTINGS}", mapping,
                  "cgroups, each with what is written to its control files"},
    ValueKindInfo{ValueKind::steps, "[STEP]", {.list = true}, "a list of steps"},
};

}  // namespace

std::span<const ValueKindInfo> value_kinds() {
  return table;
}

const ValueKindInfo& info_of(ValueKind kind) {
  const auto* found = std::ranges::find(table, kind, &ValueKindInfo::kind);
  LIMITEST_ASSERT(found != table.end());
  return *found;
}

}  // namespace limitest::scenario
