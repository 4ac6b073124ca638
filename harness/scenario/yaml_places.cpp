// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/yaml_places.h"

#include <algorithm>

namespace limitest::scenario {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Walks the source beside the text that was made of it.
struct Walker {
  std::string_view source;
  std::size_t at;
  char quote = 0;

  [[nodiscard]] char here() const { return at < source.size() ? source[at] : '\0'; }

  void enter() {
    if (here() == '"' || here() == '\'') {
      quote = here();
      ++at;
    } else if (here() == '|' || here() == '>') {
      at = std::min(source.find('\n', at), source.size());
      skip_blanks();
    }
  }

  void skip_blanks() {
    while (at < source.size() && is_blank(source[at])) ++at;
  }

  // An escape stands for one character: `\n`, `\x41`, `\u00e9`, `''`.
  void skip_escape() {
    if (quote == '\'') {
      at += 2;
      return;
    }
    const char what = at + 1 < source.size() ? source[at + 1] : '\0';
    at += what == 'x' ? 4 : what == 'u' ? 6 : what == 'U' ? 10 : 2;
    at = std::min(at, source.size());
  }

  // In double quotes a backslash at a line's end joins the lines without a blank.
  void skip_joints() {
    while (quote == '"' && here() == '\\' && at + 1 < source.size() && is_blank(source[at + 1]) &&
           source[at + 1] != ' ' && source[at + 1] != '\t') {
      ++at;
      skip_blanks();
    }
  }

  void step_to(char wanted) {
    if (is_blank(wanted) && !is_blank(here()) && here() != '\\') return;
    // A folded line end: blanks in the file that are fewer, or none, in the text.
    if (!is_blank(wanted) && is_blank(here())) skip_blanks();
  }
};

}  // namespace

std::size_t skip_anchor(std::string_view source, std::size_t begin) {
  if (begin >= source.size() || source[begin] != '&') return begin;
  while (begin < source.size() && !is_blank(source[begin])) ++begin;
  while (begin < source.size() && is_blank(source[begin])) ++begin;
  return begin;
}

std::vector<std::uint32_t> places_of(std::string_view text, std::string_view source, std::size_t begin) {
  Walker walker{source, begin};
  walker.enter();
  std::vector<std::uint32_t> places;
  places.reserve(text.size() + 1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool inside = i > 0 && (static_cast<unsigned char>(text[i]) & 0xc0U) == 0x80U;
    walker.skip_joints();
    const bool escaped =
        (walker.quote == '"' && walker.here() == '\\') || (walker.quote == '\'' && walker.here() == '\'');
    if (!escaped) walker.step_to(text[i]);
    places.push_back(static_cast<std::uint32_t>(std::min(walker.at, source.size())));
    if (inside && walker.here() != text[i]) {
      places.back() = places[i - 1];  // the rest of a character that an escape wrote
    } else if (escaped) {
      walker.skip_escape();
    } else if (walker.here() == text[i] || is_blank(walker.here())) {
      ++walker.at;
    }
  }
  places.push_back(static_cast<std::uint32_t>(std::min(walker.at, source.size())));
  return places;
}

}  // namespace limitest::scenario
