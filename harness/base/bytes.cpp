// SPDX-License-Identifier: Apache-2.0
#include "harness/base/bytes.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace limitest {
namespace {

struct Unit {
  std::string_view name;
  double factor;
};

constexpr std::array size_units{
    Unit{"", 1.0},     Unit{"B", 1.0},      Unit{"K", 0x1p10}, Unit{"KIB", 0x1p10},
    Unit{"M", 0x1p20}, Unit{"MIB", 0x1p20}, Unit{"G", 0x1p30}, Unit{"GIB", 0x1p30},
    Unit{"T", 0x1p40}, Unit{"TIB", 0x1p40}, Unit{"P", 0x1p50}, Unit{"E", 0x1p60},
};

constexpr std::array time_units{
    Unit{"ns", 1.0}, Unit{"us", 1e3}, Unit{"ms", 1e6}, Unit{"s", 1e9}, Unit{"min", 60e9}, Unit{"h", 3600e9},
};

struct Split {
  double number;
  std::string_view unit;
};

Result<Split> split_number(std::string_view text, std::string_view kind) {
  double number = 0;
  const char* end = text.data() + text.size();
  const auto [rest, problem] = std::from_chars(text.data(), end, number, std::chars_format::fixed);
  if (problem != std::errc{} || !std::isfinite(number) || number < 0)
    return failure("'{}' is no {}: it must start with a number that is not negative", text, kind);
  return Split{number, std::string_view(rest, static_cast<std::size_t>(end - rest))};
}

std::string upper(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return out;
}

std::string with_unit(double value, std::string_view unit) {
  std::string number = fmt::format("{:.2f}", value);
  while (number.back() == '0') number.pop_back();
  if (number.back() == '.') number.pop_back();
  return number + std::string(unit);
}

}  // namespace

Result<Bytes> parse_bytes(std::string_view text) {
  const Split split = LIMITEST_TRY(split_number(text, "size"));
  const std::string unit = upper(split.unit);
  const auto* known = std::ranges::find(size_units, unit, &Unit::name);
  if (known == size_units.end())
    return failure("'{}' is no unit of size; use K, M, G, T, P or E (powers of 1024), as in 100M",
                   split.unit);
  const double count = split.number * known->factor;
  if (count >= 0x1p63) return failure("'{}' is more than a size can be (below 8E)", text);
  return Bytes{static_cast<std::int64_t>(std::llround(count))};
}

Result<Nanoseconds> parse_duration(std::string_view text) {
  const Split split = LIMITEST_TRY(split_number(text, "duration"));
  const auto* known = std::ranges::find(time_units, split.unit, &Unit::name);
  if (split.unit.empty())
    return failure("'{}' has no unit of time; write us, ms, s, min or h, as in 300ms", text);
  if (known == time_units.end())
    return failure("'{}' is no unit of time; use us, ms, s, min or h, as in 300ms", split.unit);
  const double count = split.number * known->factor;
  if (count > 1e18) return failure("'{}' is longer than 30 years", text);
  return Nanoseconds(std::llround(count));
}

std::string to_string(Bytes size) {
  constexpr std::array steps{Unit{"E", 0x1p60}, Unit{"P", 0x1p50}, Unit{"T", 0x1p40},
                             Unit{"G", 0x1p30}, Unit{"M", 0x1p20}, Unit{"K", 0x1p10}};
  const auto value = static_cast<double>(size.count);
  for (const Unit& step : steps)
    if (std::abs(value) >= step.factor) return with_unit(value / step.factor, step.name);
  return fmt::format("{}", size.count);
}

std::string to_exact_string(Bytes size) {
  const std::string shortened = to_string(size);
  const std::string exact = fmt::format("{}", size.count);
  return shortened == exact ? exact : fmt::format("{} ({})", exact, shortened);
}

std::string to_string(Nanoseconds span) {
  constexpr std::array steps{Unit{"min", 60e9}, Unit{"s", 1e9}, Unit{"ms", 1e6}, Unit{"us", 1e3}};
  const auto value = static_cast<double>(span.count());
  for (const Unit& step : steps)
    if (std::abs(value) >= step.factor) return with_unit(value / step.factor, step.name);
  return fmt::format("{}ns", span.count());
}

}  // namespace limitest
