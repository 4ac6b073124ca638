// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/source_text.h"

#include <algorithm>

namespace limitest::scenario {
namespace {

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
}

// The shortest form only, no surrogates, nothing beyond U+10FFFF (RFC 3629).
bool is_well_formed(unsigned char first, unsigned char second) {
  if (first == 0xe0) return second >= 0xa0;
  if (first == 0xed) return second < 0xa0;
  if (first == 0xf0) return second >= 0x90;
  if (first == 0xf4) return second < 0x90;
  return true;
}

std::size_t announced_length(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  if (first >= 0xf0 && first < 0xf5) return 4;
  return 0;
}

}  // namespace

SourceText::SourceText(std::string_view text) : text_(text), begins_{0} {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n') begins_.push_back(i + 1);
}

Position SourceText::position(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto next = std::ranges::upper_bound(begins_, offset);
  const std::size_t begin = *std::prev(next);
  const std::size_t before = count_characters(text_.substr(begin, offset - begin));
  return {static_cast<int>(next - begins_.begin()), static_cast<int>(before) + 1};
}

std::size_t SourceText::line_begin(int line) const {
  const auto index = static_cast<std::size_t>(std::max(line, 0));
  return index < begins_.size() ? begins_[index] : text_.size();
}

std::size_t SourceText::offset(int line, int column) const {
  return std::min(line_begin(line) + static_cast<std::size_t>(std::max(column, 0)), text_.size());
}

std::string_view without_byte_order_mark(std::string_view text) {
  constexpr std::string_view mark = "\xef\xbb\xbf";
  return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

std::size_t character_length(std::string_view text) {
  if (text.empty()) return 0;
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t length = announced_length(first);
  if (length == 0 || length > text.size()) return 0;
  if (!std::ranges::all_of(text.substr(1, length - 1), continues)) return 0;
  return length == 1 || is_well_formed(first, static_cast<unsigned char>(text[1])) ? length : 0;
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) text.remove_prefix(std::max<std::size_t>(character_length(text), 1));
  return count;
}

bool is_control(char c) {
  const auto code = static_cast<unsigned char>(c);
  return (code < 0x20 && c != '\n' && c != '\t' && c != '\r') || code == 0x7f;
}

std::optional<Garbage> find_garbage(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (is_control(text[i])) return Garbage{i, "a control character; a scenario is plain text"};
    const std::size_t length = character_length(text.substr(i));
    if (length == 0) return Garbage{i, "this is not UTF-8; a scenario is plain text"};
    i += length;
  }
  return std::nullopt;
}

}  // namespace limitest::scenario
