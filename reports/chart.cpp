// SPDX-License-Identifier: Apache-2.0
#include "reports/chart.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace limitest::reports {
namespace {

constexpr double width = 720;
constexpr double height = 260;
constexpr double left = 70;
constexpr double right = 14;
constexpr double top = 12;
constexpr double bottom = 40;
constexpr int colours = 6;

std::string at(double place) {
  return fmt::format("{:.1f}", place);
}

// Where values and columns lie on the drawing.
class Plane {
 public:
  explicit Plane(const Chart& chart) : columns_(static_cast<double>(chart.columns.size())) {
    low_ = high_ = chart.series.front().points.front().value;
    for (const ChartSeries& series : chart.series)
      for (const ChartPoint& point : series.points) {
        low_ = std::min({low_, point.value, point.low < point.high ? point.low : point.value});
        high_ = std::max({high_, point.value, point.low < point.high ? point.high : point.value});
      }
    if (chart.reference != 0) {
      low_ = std::min(low_, chart.reference);
      high_ = std::max(high_, chart.reference);
    }
    step_ = round_step(std::max({high_ - low_, chart.least_span, std::abs(high_) / 100 + 1e-9}) / 4);
    low_ = std::floor(low_ / step_) * step_;
    high_ = std::ceil(high_ / step_ + 1e-9) * step_;
  }

  [[nodiscard]] double y(double value) const {
    return top + (high_ - value) / (high_ - low_) * (height - top - bottom);
  }
  // The middle of a column, and from there to the side for the n-th of several series.
  [[nodiscard]] double x(std::size_t column, std::size_t nth, std::size_t of) const {
    const double room = (width - left - right) / columns_;
    const double aside =
        of < 2 ? 0 : (static_cast<double>(nth) / static_cast<double>(of - 1) - 0.5) * room * 0.4;
    return left + room * (static_cast<double>(column) + 0.5) + aside;
  }
  [[nodiscard]] std::vector<double> ticks() const {
    std::vector<double> all;
    for (double value = low_; value <= high_ + step_ / 2; value += step_) all.push_back(value);
    return all;
  }
  [[nodiscard]] std::string label(double value) const {
    const int digits = std::clamp(static_cast<int>(std::ceil(-std::log10(step_))), 0, 6);
    return fmt::format("{:.{}f}", value, digits);
  }

 private:
  // 1, 2 or 5 times a power of ten.
  static double round_step(double rough) {
    const double power = std::pow(10, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0})
      if (rough <= factor * power) return factor * power;
    return 10 * power;
  }

  double columns_, low_, high_, step_;
};

void draw_grid(Markup& page, const Chart& chart, const Plane& plane) {
  for (const double value : plane.ticks()) {
    const std::string y = at(plane.y(value));
    page.empty("line",
               {{"class", "grid"}, {"x1", at(left)}, {"x2", at(width - right)}, {"y1", y}, {"y2", y}});
    page.block_text("text", plane.label(value),
                    {{"class", "last"}, {"x", at(left - 8)}, {"y", at(plane.y(value) + 4)}});
  }
  for (std::size_t column = 0; column < chart.columns.size(); ++column)
    page.block_text("text", chart.columns[column],
                    {{"class", "middle"}, {"x", at(plane.x(column, 0, 1))}, {"y", at(height - bottom + 22)}});
  if (chart.reference == 0) return;
  const std::string y = at(plane.y(chart.reference));
  page.empty("line", {{"class", "limit"}, {"x1", at(left)}, {"x2", at(width - right)}, {"y1", y}, {"y2", y}});
}

void draw_series(Markup& page, const Chart& chart, const Plane& plane, std::size_t nth) {
  const ChartSeries& series = chart.series[nth];
  const auto group = page.block("g", {{"class", fmt::format("series s{}", nth % colours)}});
  std::string path;
  for (const ChartPoint& point : series.points) {
    const double x = plane.x(point.column, nth, chart.series.size());
    path += fmt::format("{}{} {}", path.empty() ? "M" : "L", at(x), at(plane.y(point.value)));
    if (point.low < point.high)
      page.empty("line", {{"class", "whisker"},
                          {"x1", at(x)},
                          {"x2", at(x)},
                          {"y1", at(plane.y(point.low))},
                          {"y2", at(plane.y(point.high))}});
  }
  if (chart.connected && series.points.size() > 1) page.empty("path", {{"class", "line"}, {"d", path}});
  for (const ChartPoint& point : series.points)
    page.empty("circle", {{"cx", at(plane.x(point.column, nth, chart.series.size()))},
                          {"cy", at(plane.y(point.value))},
                          {"r", "4"}});
}

void write_key(Markup& page, const Chart& chart) {
  const auto caption = page.block("figcaption");
  page.block_text("b", chart.title);
  page.block_text("span", chart.unit, {{"class", "key"}});
  if (chart.series.size() < 2) return;
  for (std::size_t nth = 0; nth < chart.series.size(); ++nth) {
    const auto key = page.block("span", {{"class", "key"}});
    {
      const auto sign = page.block("svg", {{"width", "10"}, {"height", "10"}, {"aria-hidden", "true"}});
      page.empty("circle",
                 {{"class", fmt::format("sign s{}", nth % colours)}, {"cx", "5"}, {"cy", "5"}, {"r", "4"}});
    }
    page.block_text("span", chart.series[nth].name);
  }
}

}  // namespace

void draw_chart(Markup& page, const Chart& chart) {
  Chart drawn = chart;
  std::erase_if(drawn.series, [](const ChartSeries& series) { return series.points.empty(); });
  if (drawn.series.empty() || drawn.columns.empty()) return;
  const Plane plane(drawn);
  const auto figure = page.block("figure");
  write_key(page, drawn);
  const auto frame = page.block("div", {{"class", "chart"}});
  const auto svg = page.block("svg", {{"class", "plot"},
                                      {"viewBox", fmt::format("0 0 {} {}", width, height)},
                                      {"role", "img"},
                                      {"aria-label", drawn.description}});
  draw_grid(page, drawn, plane);
  for (std::size_t nth = 0; nth < drawn.series.size(); ++nth) draw_series(page, drawn, plane, nth);
}

Literal chart_style() {
  return R"css(
.plot { width: 100%; max-width: 56rem; height: auto }
.s0 { --colour: var(--usage) } .s1 { --colour: var(--broken) } .s2 { --colour: var(--pass) }
.s3 { --colour: var(--known) } .s4 { --colour: var(--fail) } .s5 { --colour: var(--ink) }
.series circle, .sign { fill: var(--colour) }
.series .line { fill: none; stroke: var(--colour); stroke-width: 1.5; opacity: .6 }
.whisker { stroke: var(--colour); stroke-width: 2 }
.costs td, .costs th { font-variant-numeric: tabular-nums; padding: .25rem .6rem; text-align: left }
.costs tbody th { min-width: 13rem } .costs ul { margin: 0; padding-left: 1.2rem }
.costs td[colspan] { white-space: normal } .costs.matrix thead th:not(.number) { text-align: left }
.costs td.number, .costs th.number { text-align: right; white-space: nowrap }
.dearer { color: var(--fail); font-weight: 700 } .cheaper { color: var(--pass); font-weight: 700 }
)css";
}

}  // namespace limitest::reports
