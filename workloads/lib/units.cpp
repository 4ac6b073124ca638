// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/units.h"

#include <array>
#include <charconv>
#include <limits>

namespace limitest::workload {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t factor;
};

constexpr std::array size_units{
    Unit{"", 1},          Unit{"b", 1},           Unit{"k", 1LL << 10}, Unit{"kib", 1LL << 10},
    Unit{"m", 1LL << 20}, Unit{"mib", 1LL << 20}, Unit{"g", 1LL << 30}, Unit{"gib", 1LL << 30},
    Unit{"t", 1LL << 40}, Unit{"tib", 1LL << 40}, Unit{"p", 1LL << 50}, Unit{"e", 1LL << 60},
};

constexpr std::array time_units{Unit{"ns", 1}, Unit{"us", 1'000}, Unit{"ms", 1'000'000},
                                Unit{"s", 1'000'000'000}, Unit{"min", 60'000'000'000}};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_word(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower(a[i]) != b[i]) return false;
  return true;
}

struct Number {
  std::int64_t whole = 0;
  std::int64_t numerator = 0;  // of the digits behind the point
  std::int64_t denominator = 1;
  std::string_view unit;
};

std::optional<std::int64_t> digits(std::string_view& text) {
  std::int64_t value = 0;
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

std::optional<Number> split(std::string_view text) {
  const auto whole = digits(text);
  if (!whole) return std::nullopt;
  Number number{.whole = *whole};
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    const std::size_t before = text.size();
    const auto part = digits(text);
    constexpr std::size_t most_digits = 9;
    if (!part || before - text.size() > most_digits) return std::nullopt;
    number.numerator = *part;
    for (std::size_t i = before; i > text.size(); --i) number.denominator *= 10;
  }
  number.unit = text;
  return number;
}

// 128 bits, so that neither 8E nor nine decimals of it overflow on the way.
std::optional<std::int64_t> scale(const Number& number, std::int64_t factor) {
  __extension__ using Wide = __int128;
  const Wide value = static_cast<Wide>(number.whole) * factor +
                     static_cast<Wide>(number.numerator) * factor / number.denominator;
  if (value > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

template <std::size_t N>
std::optional<std::int64_t> parse(std::string_view text, const std::array<Unit, N>& units) {
  const auto number = split(text);
  if (!number) return std::nullopt;
  for (const Unit& unit : units)
    if (same_word(number->unit, unit.name)) return scale(*number, unit.factor);
  return std::nullopt;
}

}  // namespace

std::optional<std::int64_t> parse_size(std::string_view text) {
  return parse(text, size_units);
}

std::optional<std::int64_t> parse_duration(std::string_view text) {
  if (text == "0") return 0;  // the one number whose unit does not matter
  return parse(text, time_units);
}

std::optional<std::int64_t> parse_count(std::string_view text) {
  const auto value = digits(text);
  return text.empty() ? value : std::nullopt;
}

void put_size(Writer& out, std::uint64_t size) {
  constexpr std::array steps{Unit{"T", 1LL << 40}, Unit{"G", 1LL << 30}, Unit{"M", 1LL << 20},
                             Unit{"K", 1LL << 10}};
  for (const Unit& step : steps) {
    const auto factor = static_cast<std::uint64_t>(step.factor);
    // 2M is better said as 2M than as 2048K, but 1025M better than 1.0009765625G.
    if (size >= factor && size % factor == 0) {
      out.put(size / factor, step.name);
      return;
    }
  }
  out.put(size);
}

}  // namespace limitest::workload
