// SPDX-License-Identifier: Apache-2.0
// For tests: what a function puts into a Writer.
#pragma once

#include <array>
#include <string>

#include <sys/mman.h>
#include <unistd.h>

#include "workloads/lib/writer.h"

namespace limitest::workload {

template <typename Put>
std::string written(Put put) {
  const int fd = ::memfd_create("written", MFD_CLOEXEC);
  {
    Writer out(fd);
    put(out);
  }
  std::string text(static_cast<std::size_t>(::lseek(fd, 0, SEEK_END)), '\0');
  const ssize_t got = ::pread(fd, text.data(), text.size(), 0);
  ::close(fd);
  return got == static_cast<ssize_t>(text.size()) ? text : "";
}

}  // namespace limitest::workload
