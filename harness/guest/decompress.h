// SPDX-License-Identifier: Apache-2.0
// What kernels, modules and packages are compressed with. The input may be hostile: output is bounded.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "harness/base/result.h"

namespace limitest::guest {

enum class Compression { none, gzip, xz, zstd };

// Told by the first bytes.
Compression compression_of(std::string_view data);

// Takes the next piece of the output. An error ends the decompression and becomes its result.
using Sink = std::function<Result<>(std::string_view)>;

// Hands the content of `data` to `sink` in pieces; data that is not compressed is one piece. An error
// where it is damaged or cut short, or where there are more than `most` bytes.
Result<> decompress(std::string_view data, std::size_t most, const Sink& sink);

// The same as a whole.
Result<std::string> decompressed(std::string_view data, std::size_t most);

}  // namespace limitest::guest
