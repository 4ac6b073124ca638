// SPDX-License-Identifier: Apache-2.0
#include "harness/cgroup/reading.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace limitest::cgroup {
namespace {

// With `none_in_digits` the largest numbers mean no limit, as on v1; v2 says "max".
std::optional<double> parse_number(std::string_view text, bool none_in_digits = true) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.remove_suffix(1);
  if (text == "max") return std::numeric_limits<double>::infinity();
  std::int64_t whole = 0;
  const char* end = text.data() + text.size();
  if (const auto parsed = std::from_chars(text.data(), end, whole);
      parsed.ec == std::errc{} && parsed.ptr == end)
    return none_in_digits && whole >= unlimited_from ? std::numeric_limits<double>::infinity()
                                                     : static_cast<double>(whole);
  double fraction = 0;
  const auto parsed = std::from_chars(text.data(), end, fraction);
  if (parsed.ec == std::errc{} && parsed.ptr == end) return fraction;
  return std::nullopt;
}

// Calls `use` with each line until it returns a value.
template <class Use>
std::optional<double> first_in_lines(std::string_view text, Use use) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (const auto found = use(text.substr(0, end))) return found;
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return std::nullopt;
}

std::optional<double> keyed(std::string_view text, std::string_view field) {
  return first_in_lines(text, [&](std::string_view line) -> std::optional<double> {
    if (!line.starts_with(field) || line.size() <= field.size() || line[field.size()] != ' ')
      return std::nullopt;
    return parse_number(line.substr(field.size() + 1));
  });
}

// The value of `name=` in "some avg10=0.00 total=5" or "total=5 N0=5".
std::optional<double> assigned(std::string_view line, std::string_view name) {
  std::size_t at = 0;
  while (at < line.size()) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    const std::string_view word = line.substr(at, end - at);
    if (word.size() > name.size() && word.starts_with(name) && word[name.size()] == '=')
      return parse_number(word.substr(name.size() + 1));
    at = end + 1;
  }
  return std::nullopt;
}

// "anon" or "anon.N0": v1 has the total first ("anon=5 N0=5"), v2 only the nodes ("anon N0=5").
std::optional<double> by_node(std::string_view text, std::string_view field) {
  const std::size_t dot = field.find('.');
  const std::string_view row = field.substr(0, dot);
  return first_in_lines(text, [&](std::string_view line) -> std::optional<double> {
    if (!line.starts_with(row) || line.size() <= row.size()) return std::nullopt;
    const char next = line[row.size()];
    if (next != '=' && next != ' ') return std::nullopt;
    if (dot != std::string_view::npos) return assigned(line, field.substr(dot + 1));
    if (next == '=') return assigned(line, row);
    double sum = 0;
    // Nodes without memory are not listed.
    for (std::size_t at = line.find(" N"); at != std::string_view::npos; at = line.find(" N", at + 1))
      sum += assigned(line, line.substr(at + 1, line.find('=', at) - at - 1)).value_or(0);
    return sum;
  });
}

std::optional<double> pressure(std::string_view text, std::string_view field) {
  const std::size_t dot = field.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  return first_in_lines(text, [&](std::string_view line) -> std::optional<double> {
    if (!line.starts_with(field.substr(0, dot))) return std::nullopt;
    return assigned(line, field.substr(dot + 1));
  });
}

// How many lines a list has, or how often a word stands in it.
double listed(std::string_view text, std::string_view field) {
  if (field == "lines") return static_cast<double>(std::ranges::count(text, '\n'));
  double times = 0;
  while (!text.empty()) {
    const std::size_t end = text.find_first_of(" \n");
    if (text.substr(0, end) == field) ++times;
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return times;
}

}  // namespace

std::optional<double> number_in(const ControlFile& file, std::string_view field, std::string_view text) {
  switch (file.shape) {
    case Shape::single:
      return parse_number(text, file.v1);
    case Shape::keyed:
      return keyed(text, field);
    case Shape::by_node:
      return by_node(text, field);
    case Shape::psi:
      return pressure(text, field);
    case Shape::text:
      return listed(text, field);
    case Shape::none:
      return std::nullopt;
  }
  return std::nullopt;
}

std::vector<std::string> keys_in(std::string_view text) {
  std::vector<std::string> keys;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    keys.emplace_back(line.substr(0, line.find_first_of(" =")));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return keys;
}

}  // namespace limitest::cgroup
