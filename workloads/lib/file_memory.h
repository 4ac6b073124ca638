// SPDX-License-Identifier: Apache-2.0
// A file without a name, filled page by page: page cache on a disk's file system, shared memory on
// tmpfs or behind a memfd. Nothing is left of it whichever way the workload dies.
#pragma once

#include <cstdint>

#include "workloads/lib/status.h"

namespace limitest::workload {

class FileMemory {
 public:
  enum class How : std::uint8_t {
    write,
    map,
    reserve,  // one fallocate(2) of all of it
  };
  // How the pages are given back.
  enum class Drop : std::uint8_t {
    truncate,
    hole,   // punched over all of it
    close,  // with its last user the file goes, too; another takes its place
  };

  explicit FileMemory(Status& status) : status_(status) {}

  // False with a message when there is no such directory, or no room below it.
  bool open_in(const char* directory, std::uint64_t bytes);
  bool open_memfd(std::uint64_t bytes);
  bool map();

  // Fills the next pages and counts them in `touched`. Zero, or the errno of what the kernel refused;
  // then the same page is tried again next time.
  int fill(std::uint64_t bytes, How how);
  [[nodiscard]] bool full() const { return filled_ == bytes_; }

  // To the first page again, for another go over the same pages: they are not counted twice.
  void rewind() { filled_ = 0; }
  // The same with all pages given back.
  void drop(Drop how = Drop::truncate);

  [[nodiscard]] int fd() const { return fd_; }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

 private:
  int reserve();
  bool open();
  void close();

  Status& status_;
  const char* directory_ = nullptr;  // none: a memfd
  int fd_ = -1;
  std::byte* mapped_ = nullptr;
  std::uint64_t bytes_ = 0;
  std::uint64_t filled_ = 0;
  std::uint64_t counted_ = 0;
};

}  // namespace limitest::workload
