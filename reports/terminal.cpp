// SPDX-License-Identifier: Apache-2.0
#include "reports/terminal.h"

#include <algorithm>

#include <fmt/format.h>

#include "reports/text.h"

namespace limitest::reports {

using result::Verdict;

namespace {

std::string_view code_of(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return "0";
    case Tone::strong:
      return "1";
    case Tone::quiet:
      return "2";
    case Tone::good:
      return "32";
    case Tone::bad:
      return "1;31";
    case Tone::warning:
      return "33";
    case Tone::note:
      break;
  }
  return "35";
}

// Bytes of the first `count` characters.
std::size_t prefix_of(std::string_view text, std::size_t count) {
  std::size_t size = 0;
  while (size < text.size() && columns(text.substr(0, size + 1)) <= count) ++size;
  return size;
}

// Where to break a line of at most `room` columns: after the last word that fits, else in the middle of one.
std::size_t break_of(std::string_view text, std::size_t room) {
  const std::size_t most = prefix_of(text, room);
  if (most == text.size() || text[most] == ' ') return most;
  const std::size_t space = text.substr(0, most).rfind(' ');
  return space == std::string_view::npos || space == 0 ? most : space;
}

}  // namespace

Tone tone_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return Tone::good;
    case Verdict::fail:
      return Tone::bad;
    case Verdict::known:
      return Tone::note;
    case Verdict::skip:
      return Tone::quiet;
    case Verdict::broken:
      break;
  }
  return Tone::warning;
}

std::string painted(std::string_view text, Tone tone, bool colour) {
  const std::string line = visible_line(text);
  if (!colour || tone == Tone::plain || line.empty()) return line;
  return fmt::format("\x1b[{}m{}\x1b[0m", code_of(tone), line);
}

std::string cut_to(std::string_view text, int width) {
  const auto room = static_cast<std::size_t>(std::max(width, 0));
  if (room == 0 || columns(text) <= room) return std::string(text);
  return std::string(text.substr(0, prefix_of(text, room - 1))) + "…";
}

std::string wrapped(std::string_view label, std::string_view text, int width) {
  constexpr std::size_t least_room = 20;
  const std::size_t indent = columns(label);
  const auto total = static_cast<std::size_t>(std::max(width, 0));
  const std::size_t room = std::max(total, indent + least_room) - indent;
  const std::string words = visible_line(text);
  std::string_view rest = words;
  std::string out(label);
  while (total > 0 && columns(rest) > room) {
    const std::size_t end = break_of(rest, room);
    out += std::string(rest.substr(0, end)) + "\n" + std::string(indent, ' ');
    rest.remove_prefix(end);
    if (rest.starts_with(' ')) rest.remove_prefix(1);
  }
  return out + std::string(rest) + "\n";
}

}  // namespace limitest::reports
