// SPDX-License-Identifier: Apache-2.0
#include "harness/base/kernel_version.h"

#include <algorithm>
#include <charconv>

namespace limitest {
namespace {

// Reads a number at the front and, if more follows, the dot behind it.
std::optional<int> take_number(std::string_view& text) {
  int number = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  if (parsed.ec != std::errc{} || number < 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(parsed.ptr - text.data()));
  if (text.starts_with('.')) text.remove_prefix(1);
  return number;
}

}  // namespace

std::optional<KernelVersion> parse_kernel_version(std::string_view release) {
  const auto major = take_number(release);
  const auto minor = major ? take_number(release) : std::nullopt;
  if (!minor) return std::nullopt;
  return KernelVersion{*major, *minor, take_number(release).value_or(0)};
}

Result<bool> satisfies(std::string_view release, std::string_view rule) {
  const std::size_t number = rule.find_first_of("0123456789");
  if (number == std::string_view::npos)
    return failure("'{}' is no rule for kernels; write it as '>= 6.13'", rule);
  std::string sign(rule.substr(0, number));
  std::erase(sign, ' ');
  const auto wanted = parse_kernel_version(rule.substr(number));
  auto have = parse_kernel_version(release);
  if (!wanted) return failure("'{}' is no rule for kernels; write it as '>= 6.13'", rule);
  if (!have) return failure("'{}' is no kernel release", release);
  if (std::ranges::count(rule, '.') < 2) have->patch = 0;
  if (sign == ">=") return *have >= *wanted;
  if (sign == ">") return *have > *wanted;
  if (sign == "<=") return *have <= *wanted;
  if (sign == "<") return *have < *wanted;
  return failure("'{}' is no rule for kernels; it starts with >=, >, <= or <", rule);
}

}  // namespace limitest
