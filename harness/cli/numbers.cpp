// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/numbers.h"

#include <charconv>

namespace limitest::cli {

Result<unsigned> parse_count(const std::string& option, const std::string& text, unsigned least,
                             unsigned most) {
  unsigned number = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size() || number < least || number > most)
    return failure("--{} {}: a number from {} to {} is wanted", option, text, least, most);
  return number;
}

Result<Nanoseconds> parse_time(const std::string& option, const std::string& text) {
  const auto time = parse_duration(text);
  if (!time) return std::unexpected(time.error().within("--" + option));
  return *time;
}

}  // namespace limitest::cli
