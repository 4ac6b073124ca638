// SPDX-License-Identifier: Apache-2.0
// On which CPUs workloads may be pinned.
#pragma once

#include <set>
#include <string_view>

namespace limitest::engine {

// Of the CPUs we may run on ourselves, numbered from 0; more than there are begin anew. Those that the kernel
// leaves alone (nohz_full, isolated partitions) come into it only where there are no others: what they have
// put aside of charges is not drained since 6.4 (drain_all_stock() in mm/memcontrol.c asks
// cpu_is_isolated()). -1: it cannot be told.
int usable_cpu(int number);

// "2-4,9\n" as the kernel writes lists of CPUs; "(null)" and what is no list: none.
std::set<int> cpus_in(std::string_view list);

}  // namespace limitest::engine
