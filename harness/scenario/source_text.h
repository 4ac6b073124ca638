// SPDX-License-Identifier: Apache-2.0
// The text of a scenario file, and where its bytes stand as lines and columns.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "harness/scenario/model.h"

namespace limitest::scenario {

// Refers to `text`, which must outlive it.
class SourceText {
 public:
  explicit SourceText(std::string_view text);

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] Position position(std::size_t offset) const;
  // Of a 0-based line and a column in bytes; past the end it is the end.
  [[nodiscard]] std::size_t offset(int line, int column) const;
  [[nodiscard]] std::size_t line_begin(int line) const;

 private:
  std::string_view text_;
  std::vector<std::size_t> begins_;  // of each line
};

// Some editors put one at the front; it is no part of the text.
std::string_view without_byte_order_mark(std::string_view text);

// How many bytes the character at the front of `text` has; 0 if it is no valid UTF-8.
std::size_t character_length(std::string_view text);

std::size_t count_characters(std::string_view text);

// The first byte that no scenario file may have, and why.
struct Garbage {
  std::size_t offset;
  std::string_view why;
};
std::optional<Garbage> find_garbage(std::string_view text);

// Control characters other than tab and line ends.
bool is_control(char c);

}  // namespace limitest::scenario
