// SPDX-License-Identifier: Apache-2.0
#include "harness/base/kernel_version.h"

#include <algorithm>
#include <charconv>
#include <vector>

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

// The sign and the version of the first part of a rule; the rest stays.
struct Part {
  std::string sign;
  std::string_view version;
};

Part take_part(std::string_view& rule) {
  const std::size_t number = std::min(rule.find_first_of("0123456789"), rule.size());
  Part part{std::string(rule.substr(0, number)), rule.substr(number)};
  std::erase(part.sign, ' ');
  part.version = part.version.substr(0, part.version.find_first_not_of("0123456789."));
  rule.remove_prefix(number + part.version.size());
  rule.remove_prefix(std::min(rule.find_first_not_of(' '), rule.size()));
  return part;
}

Result<bool> satisfies_part(KernelVersion have, const Part& part) {
  const auto wanted = parse_kernel_version(part.version);
  if (!wanted)
    return failure("'{}{}' is no rule for kernels; write it as '>= 6.13'", part.sign, part.version);
  if (std::ranges::count(part.version, '.') < 2) have.patch = 0;
  if (part.sign == ">=") return have >= *wanted;
  if (part.sign == ">") return have > *wanted;
  if (part.sign == "<=") return have <= *wanted;
  if (part.sign == "<") return have < *wanted;
  return failure("'{}{}' is no rule for kernels; it starts with >=, >, <= or <", part.sign, part.version);
}

}  // namespace

std::optional<KernelVersion> parse_kernel_version(std::string_view release) {
  const auto major = take_number(release);
  const auto minor = major ? take_number(release) : std::nullopt;
  if (!minor) return std::nullopt;
  return KernelVersion{*major, *minor, take_number(release).value_or(0)};
}

Result<bool> satisfies(std::string_view release, std::string_view rule) {
  const auto have = parse_kernel_version(release);
  if (!have) return failure("'{}' is no kernel release", release);
  bool all = true;
  do {
    const bool one = LIMITEST_TRY(satisfies_part(*have, take_part(rule)));
    all = all && one;
  } while (!rule.empty());
  return all;
}

// If any version satisfies all parts, so does the lowest of all, or one that a part names, or the next
// after one of those.
bool is_unsatisfiable(std::string_view rule) {
  std::vector<KernelVersion> candidates{{}};
  for (std::string_view rest = rule; !rest.empty();) {
    const auto named = parse_kernel_version(take_part(rest).version);
    if (!named) return false;
    candidates.push_back(*named);
    candidates.push_back({named->major, named->minor, named->patch + 1});
    candidates.push_back({named->major, named->minor + 1, 0});
  }
  return std::ranges::none_of(candidates, [&](const KernelVersion& one) {
    return satisfies(fmt::format("{}.{}.{}", one.major, one.minor, one.patch), rule).value_or(true);
  });
}

}  // namespace limitest
