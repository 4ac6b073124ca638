// SPDX-License-Identifier: Apache-2.0
#include "workloads/table.h"

#include <array>

// One line a workload.
// clang-format off
#define LIMITEST_WORKLOADS(each) \
  each(grower)      \
  each(keeper)      \
  each(page_cache)  \
  each(tmpfs)       \
  each(memfd)       \
  each(mlock)       \
  each(populate)    \
  each(huge_holes)  \
  each(hugetlb)     \
  each(untouched)   \
  each(mmap_shared) \
  each(madvise)     \
  each(churn)       \
  each(forker)      \
  each(spawner)     \
  each(threads)     \
  each(sharers)     \
  each(pipes)       \
  each(sockets)     \
  each(dentries)    \
  each(reserver)    \
  each(rings)       \
  each(objects)     \
  each(descriptors) \
  each(setter)      \
  each(displacer)   \
  each(compactor)   \
  each(passing_groups) \
  each(page_owner)  \
  each(outside_writer) \
  each(idle)
// clang-format on

namespace limitest::workload {

#define LIMITEST_DECLARE(name) extern const Program name;
LIMITEST_WORKLOADS(LIMITEST_DECLARE)

std::span<const Program* const> programs() {
#define LIMITEST_ENTRY(name) &(name),
  static constexpr std::array table{LIMITEST_WORKLOADS(LIMITEST_ENTRY)};
  return table;
}

}  // namespace limitest::workload
