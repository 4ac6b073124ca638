// SPDX-License-Identifier: Apache-2.0
// Memory to charge: mappings and files that measuring processes fill and empty over and over.
#pragma once

#include <cstddef>
#include <string>

#include "harness/base/fd.h"

namespace limitest::bench {

inline constexpr std::size_t page_size = 4096;
// One charge batch of the kernel (MEMCG_CHARGE_BATCH, include/linux/memcontrol.h): a sample of so many
// pages meets the page counters just once, wherever it begins. 30 to 100 us.
inline constexpr std::size_t batch_pages = 64;
inline constexpr std::size_t batch_size = batch_pages * page_size;

class Mapping {
 public:
  // Anonymous and private, of small pages unless `huge`; else of `file`, shared.
  static Result<Mapping> anonymous(std::size_t size, bool huge = false);
  static Result<Mapping> shared(const Fd& file, std::size_t size);
  Mapping(Mapping&& other) noexcept
      : begin_(std::exchange(other.begin_, nullptr)),
        size_(other.size_),
        whole_(other.whole_),
        kept_(other.kept_) {}
  Mapping& operator=(Mapping&&) = delete;
  ~Mapping();

  [[nodiscard]] char* begin() const { return begin_; }
  [[nodiscard]] std::size_t size() const { return size_; }
  // Takes all page faults at once, within the kernel (MADV_POPULATE_WRITE); before Linux 5.14 by touching.
  [[nodiscard]] Errno populate() const;
  void touch() const;
  // Gives the pages back and keeps the mapping, page tables included.
  [[nodiscard]] Errno drop() const;

 private:
  Mapping(char* begin, std::size_t size, char* whole, std::size_t kept)
      : begin_(begin), size_(size), whole_(whole), kept_(kept) {}
  char* begin_;
  std::size_t size_;
  char* whole_;       // what was mapped, alignment included
  std::size_t kept_;  // and its size
};

// A file without a name on a disk's filesystem, or in shared memory.
Result<Fd> disk_file();
Result<Fd> memory_file();
// The same on a disk's filesystem alone: one in memory hands out no page for a hole that is read.
Result<Fd> cached_file();

// All of the file's pages go, and it is as long as it was: what is read then are holes, which take
// page cache but no disk.
Errno punch(const Fd& file, std::size_t size);

}  // namespace limitest::bench
