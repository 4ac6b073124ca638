// SPDX-License-Identifier: Apache-2.0
// The three ways to memory that a workload may be asked to take: straight from the kernel, from the C
// library, from jemalloc. What "free" means differs between them, and that is the point.
#pragma once

#include <cstddef>
#include <string_view>

#include "workloads/lib/arguments.h"

namespace limitest::workload {

class Allocator {
 public:
  // By the parameters `allocator`, and where the program has them `decay` and `thp`.
  static Allocator from(const Arguments& arguments);

  void* take(std::size_t bytes);  // null: refused, errno says why
  void give_back(void* memory, std::size_t bytes);

 private:
  enum class Source : std::uint8_t { mmap, libc, jemalloc };
  Source source_ = Source::mmap;
  bool huge_ = false;
};

// For the tables of parameters.
inline constexpr Parameter allocator_parameter{"allocator", Kind::word, "mmap", "where the memory is from",
                                               "mmap|libc|jemalloc"};
inline constexpr Parameter decay_parameter{"decay", Kind::duration, "0s",
                                           "how long jemalloc keeps freed pages before it returns them"};
inline constexpr Parameter thp_parameter{
    "thp", Kind::word, "off", "transparent huge pages: off for this process, or asked for with madvise",
    "off|on"};

}  // namespace limitest::workload
