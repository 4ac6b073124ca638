// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "reports/comparison.h"
#include "reports/costs.h"
#include "reports/words.h"

namespace limitest::reports {

using result::Comparison;
using result::CostChange;
using result::Trend;

namespace {

constexpr std::size_t most_functions = 8;

std::string cost_value(const CostChange& change, double value, Trend missing) {
  const bool counted = change.unit == "instructions";
  // No time is 0, but the difference of two counts may be.
  if (change.trend == missing || (value == 0 && !counted)) return "-";
  return change.paired ? fmt::format("{:.4f} x", value) : cost_text(value, counted);
}

std::string interval(const CostChange& change) {
  if (change.unit == "instructions") return "exact";
  if (change.low >= change.high) return "";
  return fmt::format("{} .. {}", signed_percent(change.low), signed_percent(change.high));
}

void add_functions(std::string& text, const CostChange& change) {
  for (std::size_t i = 0; i < std::min(change.functions.size(), most_functions); ++i) {
    const auto& one = change.functions[i];
    text += fmt::format("    {:+8.2f}  {} ({:.2f} -> {:.2f})\n", one.difference(), one.function, one.before,
                        one.after);
  }
  if (change.functions.size() > most_functions)
    text += fmt::format("    and {} more\n", change.functions.size() - most_functions);
}

void add_costs(std::string& text, const Comparison& comparison) {
  constexpr auto row = "{:<28} {:>10} {:>10} {:>9}  {:<18} {:>6}  {}\n";
  std::size_t widest = 0;
  for (const CostChange& one : comparison.costs) widest = std::max(widest, one.name.size());
  text += fmt::format(row, "figure", "old", "new", "change", "95 % interval", "p", "");
  for (const CostChange& one : comparison.costs) {
    const bool both = one.before != 0 && one.after != 0;
    std::string line =
        fmt::format(row, one.name, old_cost(one), new_cost(one), both ? signed_percent(one.ratio) : "",
                    both ? interval(one) : "", one.p ? fmt::format("{:.3f}", *one.p) : "",
                    one.trend == Trend::same ? "" : std::string(to_string(one.trend)));
    while (line.ends_with(" \n")) line.erase(line.size() - 2, 1);
    text += line;
    if (!one.remark.empty()) text += fmt::format("    {}\n", one.remark);
    add_functions(text, one);
  }
}

void add_verdicts(std::string& text, const Comparison& comparison) {
  for (const std::string& line : one_sided_lines(comparison)) text += line + "\n";
  for (const auto& one : comparison.verdicts) {
    const std::string place = one.where.empty() ? "" : fmt::format(" ({})", one.where);
    text += fmt::format("{} {} -> {}  {}{}\n",
                        one.worse  ? "!"
                        : one.lost ? "-"
                                   : " ",
                        one.before.empty() ? "not played" : one.before,
                        one.after.empty() ? "not played" : one.after, one.scenario, place);
    if (one.worse && !one.reason.empty()) text += fmt::format("      {}\n", one.reason);
  }
  text +=
      fmt::format("{} verdicts changed, {} did not\n", comparison.verdicts.size(), comparison.same_verdicts);
  if (comparison.lost() > 0)
    text += fmt::format("{} held before and {} not judged now (marked - where they are listed)\n",
                        comparison.lost(), comparison.lost() == 1 ? "was" : "were");
}

}  // namespace

std::string old_cost(const CostChange& change) {
  return cost_value(change, change.before, Trend::only_new);
}

std::string new_cost(const CostChange& change) {
  return cost_value(change, change.after, Trend::only_old);
}

std::string signed_percent(double ratio) {
  return fmt::format("{:+.1f} %", (ratio - 1) * 100);
}

std::vector<std::string> one_sided_lines(const Comparison& comparison) {
  std::vector<std::string> lines;
  for (const auto& one : comparison.one_sided)
    lines.push_back(fmt::format("{} is only in the {} result: {} judged there", one.where,
                                one.only_old ? "old" : "new", plural(one.judged, "scenario")));
  return lines;
}

std::string why_inconclusive(const Comparison& comparison) {
  if (!comparison.costs.empty()) return {};
  if (comparison.judged_in_both == 0) return "no scenario was judged in both, so nothing was compared";
  if (comparison.cut_short) return "the new run was cut short, so it may lack what fails";
  return {};
}

std::string render_comparison_text(const Comparison& comparison) {
  std::string text = fmt::format("old: {}\nnew: {}\n", comparison.old_name, comparison.new_name);
  for (const std::string& note : comparison.notes) text += note + "\n";
  text += '\n';
  if (!comparison.costs.empty()) add_costs(text, comparison);
  if (comparison.costs.empty()) add_verdicts(text, comparison);
  if (const std::string why = why_inconclusive(comparison); !why.empty()) text += why + "\n";
  return text;
}

}  // namespace limitest::reports
