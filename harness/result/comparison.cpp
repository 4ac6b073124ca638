// SPDX-License-Identifier: Apache-2.0
#include "harness/result/comparison.h"

#include <algorithm>

namespace limitest::result {

std::string_view to_string(Trend trend) {
  switch (trend) {
    case Trend::same:
      return "same";
    case Trend::dearer:
      return "dearer";
    case Trend::cheaper:
      return "cheaper";
    case Trend::only_old:
      return "only old";
    case Trend::only_new:
      return "only new";
  }
  return "";
}

std::size_t Comparison::lost() const {
  auto sum = static_cast<std::size_t>(std::ranges::count(verdicts, true, &VerdictChange::lost));
  for (const OneSided& one : one_sided) sum += one.only_old ? one.judged : 0;
  return sum;
}

bool Comparison::worse() const {
  return std::ranges::any_of(costs, [](const CostChange& one) { return one.trend == Trend::dearer; }) ||
         std::ranges::any_of(verdicts, &VerdictChange::worse);
}

}  // namespace limitest::result
