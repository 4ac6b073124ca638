// SPDX-License-Identifier: Apache-2.0
#include "harness/process/output_page.h"

#include <algorithm>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace limitest::process {

Result<OutputPage> OutputPage::create(std::size_t capacity) {
  Fd memory(::memfd_create("limitest-output", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!memory) return std::unexpected(Error::from_errno("make memory for a program's output"));
  // Allocates the pages here and now, in our own group.
  if (::fallocate(memory.number(), 0, 0, static_cast<off_t>(capacity)) != 0 ||
      ::fcntl(memory.number(), F_ADD_SEALS, F_SEAL_GROW | F_SEAL_SHRINK) != 0)
    return std::unexpected(Error::from_errno("size memory for a program's output"));
  return OutputPage(std::move(memory));
}

std::string OutputPage::text() const {
  // The child shares our file offset, which stands behind the last byte printed, unless it was moved.
  const off_t offset = ::lseek(memory_.number(), 0, SEEK_CUR);
  struct stat status {};
  const off_t room = ::fstat(memory_.number(), &status) == 0 ? status.st_size : 0;
  std::string printed(static_cast<std::size_t>(std::clamp<off_t>(offset, 0, room)), '\0');
  const ssize_t got = ::pread(memory_.number(), printed.data(), printed.size(), 0);
  printed.resize(static_cast<std::size_t>(got > 0 ? got : 0));
  return printed;
}

}  // namespace limitest::process
