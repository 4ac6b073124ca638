// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/write_text.h"

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace limitest::workload {

bool write_text(const char* file, std::string_view text, int flags) {
  const int opened = ::open(file, O_WRONLY | O_CLOEXEC | flags);
  if (opened < 0) return false;
  const ssize_t put = ::write(opened, text.data(), text.size());
  const int error = errno;
  ::close(opened);
  errno = error;
  return put == static_cast<ssize_t>(text.size());
}

}  // namespace limitest::workload
