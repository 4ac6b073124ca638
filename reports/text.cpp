// SPDX-License-Identifier: Apache-2.0
#include "reports/text.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include <fmt/format.h>

namespace limitest::reports {
namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";  // U+FFFD

struct Form {
  std::uint8_t mask;  // of the lead byte
  std::uint8_t lead;
  std::size_t length;
  char32_t least;  // anything below has a shorter form, so this one is a disguise
};

constexpr std::array forms{Form{0x80, 0x00, 1, 0}, Form{0xe0, 0xc0, 2, 0x80}, Form{0xf0, 0xe0, 3, 0x800},
                           Form{0xf8, 0xf0, 4, 0x10000}};

struct Character {
  char32_t value = 0;
  std::size_t length = 0;  // in bytes; 0 where the text does not begin with valid UTF-8
};

Character first_character(std::string_view text) {
  const auto lead = static_cast<std::uint8_t>(text.front());
  const auto* form = std::ranges::find_if(forms, [&](const Form& f) { return (lead & f.mask) == f.lead; });
  if (form == forms.end() || text.size() < form->length) return {};
  auto value = static_cast<char32_t>(lead & static_cast<std::uint8_t>(~form->mask));
  for (std::size_t i = 1; i < form->length; ++i) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    if ((byte & 0xc0) != 0x80) return {};
    value = (value << 6) | (byte & 0x3fU);
  }
  const bool surrogate = value >= 0xd800 && value <= 0xdfff;
  if (value < form->least || value > 0x10ffff || surrogate) return {};
  return {.value = value, .length = form->length};
}

// Neither XML 1.0 nor a reader's eye may be handed these as they are.
bool misleads(char32_t c) {
  const bool second_control_set = c >= 0x80 && c <= 0x9f;
  const bool turns_direction = c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
                               (c >= 0x2066 && c <= 0x2069);
  const bool breaks_line = c == 0x2028 || c == 0x2029;
  return second_control_set || turns_direction || breaks_line || c == 0xfeff || (c & 0xfffe) == 0xfffe;
}

std::string picture_of(char32_t control) {
  const std::uint8_t offset = control == 0x7f ? 0x21 : static_cast<std::uint8_t>(control);
  return {'\xe2', '\x90', static_cast<char>(0x80 + offset)};  // U+2400 and on
}

void append_visible(std::string& out, std::string_view text, const Character& first) {
  if (first.length == 0 || misleads(first.value)) {
    out += replacement;
  } else if (first.value == '\n' || first.value == '\t' || (first.value >= 0x20 && first.value != 0x7f)) {
    out += text.substr(0, first.length);
  } else {
    out += picture_of(first.value);
  }
}

}  // namespace

std::string visible(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Character first = first_character(text);
    append_visible(out, text, first);
    text.remove_prefix(std::max<std::size_t>(first.length, 1));
  }
  return out;
}

std::string visible_line(std::string_view text) {
  std::string line = visible(text);
  std::ranges::replace_if(
      line, [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return line;
}

std::string shortened(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return std::string(text);
  std::string_view head = text.substr(0, limit / 2);
  head = head.substr(0, head.rfind('\n') + 1);  // without a newline: nothing, and the end alone tells
  std::string_view tail = text.substr(text.size() - limit / 2);
  const std::size_t line_end = tail.find('\n');
  if (line_end != std::string_view::npos) tail.remove_prefix(line_end + 1);
  const std::size_t left_out = text.size() - head.size() - tail.size();
  return fmt::format("{}[... {} bytes left out here; results.jsonl has them ...]\n{}", head, left_out, tail);
}

std::size_t count_lines(std::string_view text) {
  const auto newlines = static_cast<std::size_t>(std::ranges::count(text, '\n'));
  return newlines + (text.empty() || text.back() == '\n' ? 0 : 1);
}

std::size_t columns(std::string_view visible_text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      visible_text, [](char c) { return (static_cast<std::uint8_t>(c) & 0xc0) != 0x80; }));
}

}  // namespace limitest::reports
