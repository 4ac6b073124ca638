// SPDX-License-Identifier: Apache-2.0
// Sizes and durations as the harness writes them: powers of 1024 in either case, and durations that
// carry their unit. Our own and small, because the workloads link nothing that allocates.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "workloads/lib/writer.h"

namespace limitest::workload {

std::optional<std::int64_t> parse_size(std::string_view text);      // "100M", "64KiB", "1.5g", "4096"
std::optional<std::int64_t> parse_duration(std::string_view text);  // "20ms", "1s", "0"; nanoseconds
std::optional<std::int64_t> parse_count(std::string_view text);     // "50"

// The largest unit in which the size is a whole number: "1M", "1536K", "5000".
void put_size(Writer& out, std::uint64_t size);

}  // namespace limitest::workload
