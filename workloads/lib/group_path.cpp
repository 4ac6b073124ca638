// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/group_path.h"

#include <cerrno>
#include <climits>
#include <cstring>

namespace limitest::workload {

const char* group_path(const char* file) {
  static char path[PATH_MAX];
  const char* slash = std::strrchr(file, '/');
  const std::size_t length = slash == nullptr ? 0 : static_cast<std::size_t>(slash - file);
  if (length == 0 || length >= sizeof path) {
    errno = EINVAL;
    return nullptr;
  }
  std::memcpy(path, file, length);
  path[length] = '\0';
  return path;
}

}  // namespace limitest::workload
