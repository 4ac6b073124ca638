// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/quantity.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "harness/base/bytes.h"

namespace limitest::engine {
namespace {

void append(std::vector<std::string>& all, const std::vector<std::string>& more) {
  for (const std::string& one : more)
    if (std::ranges::find(all, one) == all.end()) all.push_back(one);
}

// A number that was not charged says nothing of CPUs; it has no groups.
Charging looser(const Charging& a, const Charging& b) {
  if (a.groups == 0) return b;
  if (b.groups == 0) return a;
  return {.cpus = a.cpus == 0 || b.cpus == 0 ? 0 : std::max(a.cpus, b.cpus),
          .groups = std::max(a.groups, b.groups),
          .processes = std::max(a.processes, b.processes)};
}

double apply(char operation, double a, double b) {
  switch (operation) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    default:
      return a / b;
  }
}

// Bytes per bytes is a ratio; anything else keeps the more telling kind.
Kind kind_of(char operation, Kind left, Kind right) {
  if (operation == '/' && left == right) return Kind::count;
  return left == Kind::count ? right : left;
}

}  // namespace

Quantity exactly(double value, Kind kind, bool final) {
  return {.value = value, .low = value, .high = value, .kind = kind, .final = final};
}

Quantity unknown(std::string why, bool final) {
  return {.final = final, .unknown = std::move(why)};
}

Quantity combine(char operation, const Quantity& left, const Quantity& right) {
  Quantity result{.value = apply(operation, left.value, right.value),
                  .kind = kind_of(operation, left.kind, right.kind),
                  .exact = left.exact && right.exact,
                  .final = left.final && right.final,
                  .unknown = left.unknown.empty() ? right.unknown : left.unknown,
                  .charging = looser(left.charging, right.charging),
                  .readings = left.readings,
                  .slack = left.slack};
  append(result.readings, right.readings);
  append(result.slack, right.slack);
  const double corners[] = {apply(operation, left.low, right.low), apply(operation, left.low, right.high),
                            apply(operation, left.high, right.low), apply(operation, left.high, right.high)};
  result.low = *std::ranges::min_element(corners);
  result.high = *std::ranges::max_element(corners);
  if (result.unknown.empty() && std::isnan(result.value)) result.unknown = "a division of nothing by nothing";
  return result;
}

std::string value_text(double value, Kind kind) {
  if (std::isinf(value)) return kind == Kind::bytes ? "no limit" : "infinite";
  switch (kind) {
    case Kind::bytes:
      return to_exact_string(Bytes{static_cast<std::int64_t>(value)});
    case Kind::time:
      return to_string(Nanoseconds(static_cast<std::int64_t>(value)));
    case Kind::count:
      break;
  }
  return fmt::format("{}", value);
}

}  // namespace limitest::engine
