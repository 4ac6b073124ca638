// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "reports/chart.h"
#include "reports/costs.h"
#include "reports/page_frame.h"

namespace limitest::reports {

using result::Cost;
using result::Costs;

namespace {

std::string name_of(const Costs& costs) {
  const std::string kernel = costs.about("kernel");
  const std::string hierarchy = costs.about("hierarchy");
  if (kernel.empty()) return costs.about("executable");
  return hierarchy.empty() ? kernel : kernel + " " + hierarchy;
}

// Their names, told apart by their files where two are of one kernel.
std::vector<std::string> names_of(const std::vector<Costs>& results) {
  std::vector<std::string> names;
  for (const Costs& one : results) {
    const auto like = [&](const Costs& other) { return name_of(other) == name_of(one); };
    const bool alone = std::ranges::count_if(results, like) == 1;
    const std::string file = one.about("file");
    names.push_back(alone || file.empty() ? name_of(one) : fmt::format("{} ({})", name_of(one), file));
  }
  return names;
}

const Cost* find(const Costs& costs, const std::string& name) {
  const auto found = std::ranges::find(costs.costs, name, &Cost::name);
  return found == costs.costs.end() || !found->trouble.empty() ? nullptr : &*found;
}

// What a chart shows of a figure: the ratio to its base, else the count of instructions, else the time.
ChartPoint point_of(const Cost& cost, std::size_t column) {
  if (cost.pair) return {column, cost.pair->ratio, cost.pair->low, cost.pair->high};
  return {column, cost.value, 0, 0};
}

struct ColumnOf {
  std::string label;
  std::string figure;
};

// A chart of those figures, one series a result. The columns nobody has are left out; one column alone
// is nothing to look at.
Chart chart_of(const std::vector<Costs>& results, std::string title, std::vector<ColumnOf> columns) {
  std::erase_if(columns, [&](const ColumnOf& column) {
    return std::ranges::none_of(results,
                                [&](const Costs& one) { return find(one, column.figure) != nullptr; });
  });
  Chart chart{.title = std::move(title)};
  if (columns.size() < 2) return chart;
  for (const ColumnOf& column : columns) chart.columns.push_back(column.label);
  const std::vector<std::string> names = names_of(results);
  for (std::size_t nth = 0; nth < results.size(); ++nth) {
    const Costs& one = results[nth];
    ChartSeries series{.name = names[nth]};
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (const Cost* cost = find(one, columns[i].figure)) {
        series.points.push_back(point_of(*cost, i));
        if (chart.unit.empty())
          chart.unit = cost->pair           ? "times the cost in the base"
                       : cost->instructions ? fmt::format("instructions per {}", cost->unit)
                                            : fmt::format("ns per {}", cost->unit);
        if (cost->pair) chart.reference = 1;
      }
    chart.series.push_back(std::move(series));
  }
  chart.description = fmt::format("{}, {}; the table below has the numbers", chart.title, chart.unit);
  return chart;
}

std::vector<std::string> operations_with(const std::vector<Costs>& results, std::string_view family,
                                         std::string_view place) {
  std::vector<std::string> names;
  for (const Costs& one : results)
    for (const Cost& cost : one.costs) {
      if (!cost.name.starts_with(family) || !cost.name.ends_with(place)) continue;
      std::string operation = cost.name.substr(0, cost.name.size() - place.size());
      if (std::ranges::find(names, operation) == names.end()) names.push_back(std::move(operation));
    }
  return names;
}

void draw_depths(Markup& page, const std::vector<Costs>& results) {
  for (const std::string& operation : operations_with(results, "", "/depth:64")) {
    std::vector<ColumnOf> columns{{"root", operation + "/root"}, {"1", operation + "/child"}};
    for (const int depth : {2, 4, 16, 64})
      columns.push_back({fmt::to_string(depth), fmt::format("{}/depth:{}", operation, depth)});
    Chart chart = chart_of(results, operation + " by depth", std::move(columns));
    chart.connected = true;
    draw_chart(page, chart);
  }
}

void draw_kinds(Markup& page, const std::vector<Costs>& results) {
  for (const std::string family : {"charge/", "uncharge/", "kernel/"}) {
    std::vector<ColumnOf> columns;
    for (const std::string& operation : operations_with(results, family, "/child"))
      columns.push_back({operation.substr(family.size()), operation + "/child"});
    draw_chart(page, chart_of(results, family.substr(0, family.size() - 1) + " in a child group, by kind",
                              std::move(columns)));
  }
  std::vector<ColumnOf> columns;
  for (const std::string& operation : operations_with(results, "move/", "/process"))
    columns.push_back({operation.substr(5), operation + "/process"});
  draw_chart(page, chart_of(results, "moving charges, by kind of page", std::move(columns)));
}

// Ratios to the figure with few groups: that one is 1, and no figure of its own.
void begin_at_base(Chart& chart, const std::string& label) {
  if (chart.reference == 0 || chart.columns.empty() || chart.columns.front() == label) return;
  chart.columns.insert(chart.columns.begin(), label);
  for (ChartSeries& series : chart.series) {
    if (series.points.empty()) continue;
    for (ChartPoint& point : series.points) ++point.column;
    series.points.insert(series.points.begin(), {0, 1, 0, 0});
  }
}

void draw_growth(Markup& page, const std::vector<Costs>& results) {
  for (const std::string& operation : operations_with(results, "growth/", "/groups:1000")) {
    std::vector<ColumnOf> columns;
    for (const int groups : {10, 100, 1000, 10'000})
      columns.push_back({fmt::to_string(groups), fmt::format("{}/groups:{}", operation, groups)});
    Chart chart = chart_of(results, operation.substr(7) + " with so many groups", std::move(columns));
    begin_at_base(chart, "10");
    chart.connected = true;
    draw_chart(page, chart);
  }
}

void write_row(Markup& page, const Cost& cost, bool paired) {
  const auto row = page.block("tr");
  page.block_text("th", cost.name, {{"scope", "row"}});
  if (!cost.trouble.empty()) {
    page.block_text("td", "not measured: " + cost.trouble, {{"colspan", "5"}});
    return;
  }
  std::vector<std::string> cells{cost.unit, cost_text(cost.value, cost.instructions)};
  if (cost.pair) {
    cells.push_back(fmt::format("{:.4f}", cost.pair->ratio));
    cells.push_back(fmt::format("{:.4f} .. {:.4f}", cost.pair->low, cost.pair->high));
    cells.push_back(fmt::format("{:.4f}", cost.pair->control));
  } else if (paired) {
    cells.insert(cells.end(), 3, "");
  }
  write_cells(page, "td", cells, 1);
}

void write_functions(Markup& page, const Cost& cost) {
  constexpr std::size_t most = 20;
  const auto details = page.block("details", {{"class", "evidence"}});
  page.block_text("summary", fmt::format("{} by kernel function, instructions per {}", cost.name, cost.unit));
  const auto table = page.block("table", {{"class", "matrix costs"}});
  for (std::size_t i = 0; i < std::min(most, cost.functions.size()); ++i) {
    const auto row = page.block("tr");
    page.block_text("th", cost.functions[i].first, {{"scope", "row"}});
    write_cells(page, "td", {fmt::format("{:+.2f}", cost.functions[i].second)}, 0);
  }
}

void write_result(Markup& page, const Costs& costs, const std::string& name) {
  const auto section = page.block("section");
  page.block_text("h2", name);
  for (const char* key : {"meaning", "disturbance"})
    if (const std::string text = costs.about(key); !text.empty())
      page.block_text("p", (key == std::string_view("disturbance") ? "Disturbed by: " : "") + text,
                      {{"class", "meaning"}});
  const bool paired =
      std::ranges::any_of(costs.costs, [](const Cost& cost) { return cost.pair.has_value(); });
  std::vector<std::string> heads{"figure", "per", costs.about("design").empty() ? "cost" : "instructions"};
  if (paired) heads.insert(heads.end(), {"ratio to base", "95 % interval", "A/A"});
  {
    const auto scroll = page.block("div", {{"class", "scroll"}});
    const auto table = page.block("table", {{"class", "matrix costs"}});
    {
      const auto head = page.block("thead");
      const auto row = page.block("tr");
      write_cells(page, "th", heads, 2);
    }
    const auto body = page.block("tbody");
    for (const Cost& cost : costs.costs) write_row(page, cost, paired);
  }
  for (const Cost& cost : costs.costs)
    if (!cost.functions.empty()) write_functions(page, cost);
}

}  // namespace

std::string cost_text(double value, bool instructions) {
  if (instructions) return fmt::format("{:.{}f}", value, value < 1e5 ? 2 : 0);
  if (value < 1e4) return fmt::format("{:.1f} ns", value);
  if (value < 1e7) return fmt::format("{:.2f} us", value / 1e3);
  return fmt::format("{:.2f} ms", value / 1e6);
}

std::string render_costs_html(const std::vector<Costs>& results) {
  const std::vector<std::string> names = names_of(results);
  std::vector<std::string> distinct;
  for (const Costs& one : results)
    if (std::ranges::find(distinct, name_of(one)) == distinct.end()) distinct.push_back(name_of(one));
  const std::string kernels = fmt::format("{}", fmt::join(distinct, ", "));
  Markup page;
  page.verbatim("<!DOCTYPE html>");
  {
    const auto html = page.block("html", {{"lang", "en"}});
    write_page_head(page, "costs · " + kernels + " · limitest", chart_style());
    const auto body = page.block("body");
    const auto main = page.block("main");
    {
      const auto header = page.block("header", {{"class", "masthead"}});
      page.block_text("h1", "What memory costs on " + kernels);
    }
    {
      const auto section = page.block("section");
      draw_depths(page, results);
      draw_kinds(page, results);
      draw_growth(page, results);
    }
    for (std::size_t i = 0; i < results.size(); ++i) write_result(page, results[i], names[i]);
  }
  return std::move(page).finished();
}

}  // namespace limitest::reports
