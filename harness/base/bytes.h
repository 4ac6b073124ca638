// SPDX-License-Identifier: Apache-2.0
// Sizes and durations as people write them in scenario files and on command lines.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "harness/base/result.h"

namespace limitest {

using Nanoseconds = std::chrono::nanoseconds;

// A number of bytes. Powers of 1024, as the kernel's own memparse() reads them.
struct Bytes {
  std::int64_t count = 0;

  friend auto operator<=>(const Bytes&, const Bytes&) = default;
};

// "100M", "100m", "4096", "1.5G", "64KiB". An error names the nearest right spelling.
Result<Bytes> parse_bytes(std::string_view text);

// "300ms", "1.5s", "100us", "2min", "8h". A bare number is refused: its unit would be a guess.
Result<Nanoseconds> parse_duration(std::string_view text);

// The largest unit that keeps the value readable: "100M", "4.25M", "4096" stays "4K".
std::string to_string(Bytes size);

// Exact where to_string rounds: "104857600 (100M)".
std::string to_exact_string(Bytes size);

// "1.2s", "350ms", "80us"
std::string to_string(Nanoseconds span);

}  // namespace limitest
