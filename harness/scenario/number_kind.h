// SPDX-License-Identifier: Apache-2.0
// What a number of the expression language counts, so that bytes are never compared with seconds.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace limitest::scenario {

enum class NumberKind : std::uint8_t {
  bare,   // written without a unit: takes that of what it meets
  count,  // of events, tasks, pages
  bytes,
  time,
  error_code,  // an errno
  signal_number,
  unknown,  // differs between the hierarchies, or its origin was refused
};

// "bytes", "a count"
std::string_view name_of(NumberKind kind);

// Of LEFT operation RIGHT; the error says why that makes no sense.
std::expected<NumberKind, std::string> combined_kind(char operation, NumberKind left, NumberKind right);

// Empty if the two may be compared, else why not.
std::string why_not_comparable(NumberKind left, NumberKind right);

}  // namespace limitest::scenario
