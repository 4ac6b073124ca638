// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/number_kind.h"

#include <fmt/format.h>

namespace limitest::scenario {
namespace {

using enum NumberKind;

bool is_code(NumberKind kind) {
  return kind == error_code || kind == signal_number;
}

NumberKind more_telling(NumberKind left, NumberKind right) {
  return left == bare || left == count ? right : left;
}

std::unexpected<std::string> nonsense(std::string_view what, NumberKind left, NumberKind right) {
  return std::unexpected(fmt::format("{} {} and {} makes no sense", what, name_of(left), name_of(right)));
}

std::expected<NumberKind, std::string> kind_of_sum(NumberKind left, NumberKind right) {
  if (left == right) return left;
  if (left == bare || right == bare) return more_telling(left, right);
  return nonsense("adding or subtracting", left, right);
}

std::expected<NumberKind, std::string> kind_of_product(NumberKind left, NumberKind right) {
  const bool has_factor = left == bare || left == count || right == bare || right == count;
  if (!has_factor) return nonsense("multiplying", left, right);
  return left == bare ? right : more_telling(left, right);
}

std::expected<NumberKind, std::string> kind_of_quotient(NumberKind left, NumberKind right) {
  if (left == right) return left == bare ? bare : count;
  if (right == bare || right == count) return left == bare ? count : left;
  return nonsense("dividing", left, right);
}

}  // namespace

std::string_view name_of(NumberKind kind) {
  switch (kind) {
    case bare:
      return "a number without a unit";
    case count:
      return "a count";
    case bytes:
      return "bytes";
    case time:
      return "a time";
    case error_code:
      return "an errno";
    case signal_number:
      return "a signal";
    case unknown:
      break;
  }
  return "a number";
}

std::expected<NumberKind, std::string> combined_kind(char operation, NumberKind left, NumberKind right) {
  if (left == unknown || right == unknown) return unknown;
  if (is_code(left) || is_code(right))
    return std::unexpected(
        std::string("errnos and signals are names; they can be compared, not reckoned with"));
  if (operation == '*') return kind_of_product(left, right);
  return operation == '/' ? kind_of_quotient(left, right) : kind_of_sum(left, right);
}

std::string why_not_comparable(NumberKind left, NumberKind right) {
  if (left == right || left == unknown || right == unknown) return "";
  const NumberKind other = left == bare ? right : left;
  if (left == bare || right == bare)
    return other == time ? "a time is compared with a time, such as 300ms or 3s" : "";
  std::string why = fmt::format("{} cannot be compared with {}", name_of(left), name_of(right));
  if ((left == count && right == bytes) || (left == bytes && right == count))
    why += "; multiply the count, as in COUNT * page";
  return why;
}

}  // namespace limitest::scenario
