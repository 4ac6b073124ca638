// SPDX-License-Identifier: Apache-2.0
// Points with intervals, in columns, as inline SVG: a picture that prints, scales and needs no script.
#pragma once

#include <string>
#include <vector>

#include "reports/markup.h"

namespace limitest::reports {

struct ChartPoint {
  std::size_t column = 0;
  double value = 0;
  double low = 0;  // of its interval; `low` == `high`: none is drawn
  double high = 0;
};

// One colour: a kernel, or one kind of page.
struct ChartSeries {
  std::string name;
  std::vector<ChartPoint> points;
};

struct Chart {
  std::string title;
  std::string description;  // for those who hear the page
  std::string unit;         // of the values: "x", "ns per page", "%"
  std::vector<std::string> columns;
  std::vector<ChartSeries> series;
  bool connected = false;  // whether the columns are steps of one quantity
  double reference = 0;    // a dashed line, 0: none
  double least_span = 0;   // of the axis: values closer than that are drawn as close as they are
};

// Nothing for a chart without points.
void draw_chart(Markup& page, const Chart& chart);

// The part of a style sheet that charts need.
Literal chart_style();

}  // namespace limitest::reports
