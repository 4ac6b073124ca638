// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/resource_limits.h"

#include "workloads/lib/writer.h"

namespace limitest::workload {

bool allow(__rlimit_resource resource, std::uint64_t wanted, std::string_view name) {
  rlimit limit{};
  if (::getrlimit(resource, &limit) == 0 && limit.rlim_cur >= wanted) return true;
  const std::uint64_t soft = limit.rlim_cur;
  limit.rlim_cur = wanted;
  if (limit.rlim_max < wanted) limit.rlim_max = wanted;
  if (::setrlimit(resource, &limit) == 0) return true;
  complain(name, " is ", soft, ", ", wanted, " are needed, and it cannot be raised");
  return false;
}

bool allow_files(std::uint64_t wanted) {
  constexpr std::uint64_t others = 64;
  return allow(RLIMIT_NOFILE, wanted + others, "RLIMIT_NOFILE");
}

}  // namespace limitest::workload
