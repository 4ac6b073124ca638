// SPDX-License-Identifier: Apache-2.0
#include "workloads/table.h"

#include <array>

// One line a workload.
#define LIMITEST_WORKLOADS(each) \
  each(grower) each(keeper) each(page_cache) each(tmpfs) each(forker) each(threads) each(idle) each(memfd)

namespace limitest::workload {

#define LIMITEST_DECLARE(name) extern const Program name;
LIMITEST_WORKLOADS(LIMITEST_DECLARE)

std::span<const Program* const> programs() {
#define LIMITEST_ENTRY(name) &name,
  static constexpr std::array table{LIMITEST_WORKLOADS(LIMITEST_ENTRY)};
  return table;
}

}  // namespace limitest::workload
