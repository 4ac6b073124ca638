// SPDX-License-Identifier: Apache-2.0
// A small empty file system in the format of ext2 (Documentation/filesystems/ext4/), for kernels that
// have ext4 built in: page-cache scenarios need one whose pages can be dropped and read again, and a
// guest has no mkfs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/base/bytes.h"

namespace limitest::guest {

// What has to be written where; all else may stay zero.
struct Piece {
  std::uint64_t at = 0;
  std::string bytes;
};

// Beyond that the table of groups and its copies would need more care.
inline constexpr Bytes largest_ext2{std::int64_t{4} << 30};

// The pieces of an empty file system of `size` (whole MiB, at least 1, up to `largest_ext2`).
std::vector<Piece> empty_ext2(Bytes size);

}  // namespace limitest::guest
