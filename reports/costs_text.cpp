// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "reports/costs.h"

namespace limitest::reports {

namespace {

constexpr std::size_t most_functions = 12;

}  // namespace

std::string render_costs_text(const result::Costs& costs) {
  std::string text = fmt::format("kernel {}, {}\n", costs.about("kernel"), costs.about("hierarchy"));
  for (const result::Cost& one : costs.costs) {
    if (!one.trouble.empty()) {
      text += fmt::format("{:<32} not measured: {}\n", one.name, one.trouble);
      continue;
    }
    text += fmt::format("{:<32} {:>12}  per {}", one.name, cost_text(one.value, one.instructions), one.unit);
    if (one.pair)
      text += fmt::format("  {:.4f} x  ({:.4f} .. {:.4f}, A/A {:.4f})", one.pair->ratio, one.pair->low,
                          one.pair->high, one.pair->control);
    text += '\n';
    for (std::size_t i = 0; i < std::min(most_functions, one.functions.size()); ++i)
      text += fmt::format("    {:+8.2f}  {}\n", one.functions[i].second, one.functions[i].first);
  }
  if (const std::string meaning = costs.about("meaning"); !meaning.empty()) text += meaning + "\n";
  return text;
}

}  // namespace limitest::reports
