// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/resource_limits.h"

#include <cerrno>

#include "workloads/lib/writer.h"

namespace limitest::workload {

bool allow(__rlimit_resource resource, std::uint64_t wanted, std::string_view name) {
  rlimit limit{};
  if (::getrlimit(resource, &limit) == 0 && limit.rlim_cur >= wanted) return true;
  limit.rlim_cur = wanted;
  if (limit.rlim_max < wanted) limit.rlim_max = wanted;
  if (::setrlimit(resource, &limit) == 0) return true;
  complain_errno("raise", name, errno);
  return false;
}

}  // namespace limitest::workload
