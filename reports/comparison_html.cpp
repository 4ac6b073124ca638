// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "reports/chart.h"
#include "reports/comparison.h"
#include "reports/page_frame.h"

namespace limitest::reports {

using result::Comparison;
using result::CostChange;
using result::Trend;

namespace {

bool on_both_sides(const CostChange& change) {
  return change.before != 0 && change.after != 0;
}

std::string sentence(const Comparison& comparison) {
  std::size_t dearer = 0;
  std::size_t cheaper = 0;
  std::size_t worse = 0;
  for (const CostChange& one : comparison.costs) {
    dearer += one.trend == Trend::dearer ? 1 : 0;
    cheaper += one.trend == Trend::cheaper ? 1 : 0;
  }
  for (const auto& one : comparison.verdicts) worse += one.worse ? 1 : 0;
  if (!comparison.costs.empty())
    return fmt::format("{} of {} costs became dearer, {} cheaper", dearer, comparison.costs.size(), cheaper);
  const std::string lost =
      comparison.lost() > 0 ? fmt::format(", {} not judged any more", comparison.lost()) : "";
  return fmt::format("{} verdicts changed, {} to the worse{}", comparison.verdicts.size(), worse, lost);
}

// Before and after with intervals: the change of each figure, in percent.
void draw_changes(Markup& page, const Comparison& comparison) {
  constexpr std::size_t most_columns = 12;
  std::vector<const CostChange*> shown;
  for (const CostChange& one : comparison.costs)
    if (on_both_sides(one)) shown.push_back(&one);
  if (shown.size() < 2) return;  // the table says it all
  for (std::size_t begin = 0; begin < shown.size(); begin += most_columns) {
    Chart chart{.title = "change of each figure",
                .unit = "% of the old cost, with the 95 % interval",
                .least_span = 4};
    ChartSeries series;
    for (std::size_t i = begin; i < std::min(begin + most_columns, shown.size()); ++i) {
      const CostChange& one = *shown[i];
      series.points.push_back({i - begin, (one.ratio - 1) * 100, (one.low - 1) * 100, (one.high - 1) * 100});
      chart.columns.push_back(fmt::format("{}", i + 1));
    }
    chart.description = "change of each figure in percent; the table below has the numbers, in this order";
    chart.series.push_back(std::move(series));
    draw_chart(page, chart);
  }
}

void write_functions(Markup& page, const CostChange& change) {
  constexpr std::size_t most = 12;
  const auto row = page.block("tr");
  const auto cell = page.block("td", {{"colspan", "8"}});
  const auto list = page.block("ul");
  for (std::size_t i = 0; i < std::min(most, change.functions.size()); ++i) {
    const auto& one = change.functions[i];
    const auto item = page.block("li");
    page.phrase_text("code", fmt::format("{:+.2f} {}", one.difference(), one.function));
    page.text(fmt::format(" instructions, {:.2f} before and {:.2f} now", one.before, one.after));
  }
}

void write_costs(Markup& page, const Comparison& comparison) {
  const auto scroll = page.block("div", {{"class", "scroll"}});
  const auto table = page.block("table", {{"class", "matrix costs"}});
  {
    const auto head = page.block("thead");
    const auto row = page.block("tr");
    write_cells(page, "th", {"", "figure", "old", "new", "change", "95 % interval", "p", "verdict"}, 2);
  }
  const auto body = page.block("tbody");
  int number = 0;
  for (const CostChange& one : comparison.costs) {
    const bool both = on_both_sides(one);
    {
      const auto row = page.block("tr");
      write_cells(page, "td", {both ? fmt::to_string(++number) : "", one.name}, 2);
      write_cells(
          page, "td",
          {old_cost(one), new_cost(one), both ? signed_percent(one.ratio) : "",
           both && one.low < one.high ? signed_percent(one.low) + " .. " + signed_percent(one.high) : "",
           one.p ? fmt::format("{:.3f}", *one.p) : ""},
          0);
      page.block_text("td", std::string(to_string(one.trend)),
                      {{"class", std::string(to_string(one.trend))}});
    }
    if (!one.remark.empty()) {
      const auto row = page.block("tr");
      page.block_text("td", one.remark, {{"colspan", "8"}});
    }
    if (!one.functions.empty()) write_functions(page, one);
  }
}

void write_verdicts(Markup& page, const Comparison& comparison) {
  const auto table = page.block("table", {{"class", "matrix"}});
  {
    const auto head = page.block("thead");
    const auto row = page.block("tr");
    write_cells(page, "th", {"scenario", "where", "old", "new", "reason"}, 5);
  }
  const auto body = page.block("tbody");
  for (const auto& one : comparison.verdicts) {
    const auto row = page.block("tr", {{"class", one.worse ? "dearer" : ""}});
    write_cells(page, "td",
                {one.scenario, one.where, one.before.empty() ? "not played" : one.before,
                 one.after.empty() ? "not played" : one.after},
                4);
    page.block_text("td", one.reason, {{"class", "why"}});
  }
}

}  // namespace

std::string render_comparison_html(const Comparison& comparison) {
  const std::string verdict = sentence(comparison);
  Markup page;
  page.verbatim("<!DOCTYPE html>");
  {
    const auto html = page.block("html", {{"lang", "en"}});
    write_page_head(page, verdict + " · limitest", chart_style());
    const auto body = page.block("body");
    const auto main = page.block("main");
    {
      const auto header = page.block("header", {{"class", "masthead"}});
      page.block_text("h1", verdict);
      page.block_text("p", "old: " + comparison.old_name);
      page.block_text("p", "new: " + comparison.new_name);
      for (const std::string& note : comparison.notes) page.block_text("p", note, {{"class", "meaning"}});
      if (const std::string why = why_inconclusive(comparison); !why.empty())
        page.block_text("p", "Attention: " + why + ".", {{"class", "meaning"}});
    }
    const auto section = page.block("section");
    if (!comparison.costs.empty()) {
      draw_changes(page, comparison);
      write_costs(page, comparison);
    }
    for (const std::string& line : one_sided_lines(comparison)) page.block_text("p", line + ".");
    if (!comparison.verdicts.empty()) write_verdicts(page, comparison);
    if (comparison.same_verdicts > 0)
      page.block_text("p", fmt::format("{} verdicts did not change.", comparison.same_verdicts));
  }
  return std::move(page).finished();
}

}  // namespace limitest::reports
