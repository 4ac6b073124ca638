// SPDX-License-Identifier: Apache-2.0
// What setrlimit(2) allows a workload, which may stand in the way of what it is to do.
#pragma once

#include <cstdint>
#include <string_view>

#include <sys/resource.h>

namespace limitest::workload {

// So much of `resource` from now on, if it is less: the soft limit may be raised to the hard one by anybody,
// beyond it by CAP_SYS_RESOURCE. False with a message that calls it `name`.
bool allow(__rlimit_resource resource, std::uint64_t wanted, std::string_view name);

// So many open files besides the few that every program has.
bool allow_files(std::uint64_t wanted);

}  // namespace limitest::workload
