// SPDX-License-Identifier: Apache-2.0
// The drawing stretches with the page while its text keeps its size: curves lie in an inner <svg> that
// scales without keeping its proportions, everything with letters is placed around it in percent.
#include "reports/svg_timeline.h"

#include <algorithm>

#include <fmt/format.h>

#include "reports/axis.h"
#include "reports/mark_labels.h"
#include "reports/svg_paths.h"

namespace limitest::reports {

using result::Mark;
using result::Series;

namespace {

constexpr double lane_height = 18;
constexpr double room_above = 8;
constexpr double room_below = 24;

// A scale, and where on the whole drawing its plot begins and ends.
struct Sheet {
  Scale scale;
  double top = room_above;

  [[nodiscard]] double bottom() const { return top + Scale::height; }
  [[nodiscard]] double height() const { return bottom() + room_below; }
};

std::string percent(double share) {
  return fmt::format("{:.2f}%", share * 100);
}

void draw_curves(Markup& page, const Series& series, const Sheet& sheet) {
  const auto inner = page.block("svg", {{"y", number(sheet.top)},
                                        {"width", "100%"},
                                        {"height", number(Scale::height)},
                                        {"viewBox", fmt::format("0 0 {} {}", Scale::width, Scale::height)},
                                        {"preserveAspectRatio", "none"}});
  const std::string usage = usage_path(series, sheet.scale);
  const std::string begin = number(sheet.scale.x(series.samples.front().at));
  page.empty("path", {{"class", "area"}, {"d", fmt::format("{}V{}H{}z", usage, Scale::height, begin)}});
  page.empty("path", {{"class", "usage"}, {"d", usage}});
  if (const std::string limit = limit_path(series, sheet.scale); !limit.empty())
    page.empty("path", {{"class", "limit"}, {"d", limit}});
}

void draw_time_axis(Markup& page, const Sheet& sheet) {
  for (const Tick& tick : time_ticks(sheet.scale.end)) {
    const std::string x = percent(tick.share);
    page.empty("line", {{"class", "axis"},
                        {"x1", x},
                        {"x2", x},
                        {"y1", number(sheet.bottom())},
                        {"y2", number(sheet.bottom() + 5)}});
    page.block_text(
        "text", tick.label,
        {{"class", tick.share > 0.93 ? "last" : "middle"}, {"x", x}, {"y", number(sheet.bottom() + 19)}});
  }
}

void draw_grid(Markup& page, const Sheet& sheet) {
  for (const Tick& tick : size_ticks(sheet.scale.largest)) {
    const std::string y = number(sheet.bottom() - tick.share * Scale::height);
    page.empty("line", {{"class", tick.share == 0 ? "axis" : "grid"}, {"x2", "100%"}, {"y1", y}, {"y2", y}});
  }
}

void draw_size_axis(Markup& page, const Sheet& sheet) {
  const auto svg = page.block(
      "svg",
      {{"class", "sizes"}, {"width", "52"}, {"height", number(sheet.height())}, {"aria-hidden", "true"}});
  for (const Tick& tick : size_ticks(sheet.scale.largest))
    page.block_text(
        "text", tick.label,
        {{"class", "last"}, {"x", "46"}, {"y", number(sheet.bottom() - tick.share * Scale::height + 4)}});
}

void draw_mark(Markup& page, const Mark& mark, const Sheet& sheet) {
  const std::string x = percent(sheet.scale.share(mark.at));
  page.empty("line", {{"class", mark.kind == "kill" ? "mark kill" : "mark"},
                      {"x1", x},
                      {"x2", x},
                      {"y1", number(sheet.top - 4)},
                      {"y2", number(sheet.bottom())}});
}

void draw_label(Markup& page, const MarkLabel& label, const Sheet& sheet) {
  const double middle = sheet.top - 4 - lane_height * (static_cast<double>(label.lane) + 0.5);
  const std::string x = percent(label.share);
  page.empty("rect", {{"class", "pill"},
                      {"x", x},
                      {"y", number(middle - 8)},
                      {"width", number(label.width)},
                      {"height", "16"},
                      {"rx", "8"},
                      {"transform", fmt::format("translate({} 0)", number(-label.width / 2))}});
  page.block_text("text", label.text, {{"class", "middle number"}, {"x", x}, {"y", number(middle + 4)}});
}

std::vector<MarkLabel> labels_of(const std::vector<Mark>& marks, const Scale& scale) {
  std::vector<double> shares(marks.size());
  std::ranges::transform(marks, shares.begin(), [&](const Mark& mark) { return scale.share(mark.at); });
  return place_labels(shares);
}

}  // namespace

void draw_timeline(Markup& page, const Series& series, const std::vector<Mark>& marks, Nanoseconds end,
                   const std::string& description) {
  const Scale scale = scale_for(series, end);
  const std::vector<MarkLabel> labels = labels_of(marks, scale);
  const Sheet sheet{.scale = scale,
                    .top = room_above + lane_height * static_cast<double>(count_lanes(labels))};

  const auto chart = page.block("div", {{"class", "chart"}});
  draw_size_axis(page, sheet);
  const auto svg = page.block("svg", {{"class", "plot"},
                                      {"width", "100%"},
                                      {"height", number(sheet.height())},
                                      {"role", "img"},
                                      {"aria-label", description}});
  draw_grid(page, sheet);
  draw_curves(page, series, sheet);
  draw_time_axis(page, sheet);
  for (const Mark& mark : marks) draw_mark(page, mark, sheet);
  for (const MarkLabel& label : labels) draw_label(page, label, sheet);
}

}  // namespace limitest::reports
