// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/one_mapping.h"

#include <cerrno>

#include "workloads/lib/writer.h"

namespace limitest::workload {

Advance OneMapping::advance() {
  void* at = ::mmap(nullptr, size_, protection_, MAP_PRIVATE | MAP_ANONYMOUS | flags_, -1, 0);
  if (at == MAP_FAILED) return refused(errno);
  memory_ = static_cast<std::byte*>(at);
  return use(memory_);
}

void OneMapping::release() {
  if (memory_ != nullptr && ::munmap(memory_, size_) != 0) complain_errno("munmap", "", errno);
  memory_ = nullptr;
  status().touched_now(0);
}

}  // namespace limitest::workload
