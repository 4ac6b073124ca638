// SPDX-License-Identifier: Apache-2.0
#include "reports/svg_paths.h"

#include <algorithm>

#include <fmt/format.h>

#include "reports/thinning.h"

namespace limitest::reports {

using result::Sample;
using result::Series;

namespace {

constexpr std::size_t columns_drawn = 300;

// A limit far above the usage would press the curve flat, so it is told in words only.
bool fits(std::int64_t limit, std::int64_t peak) {
  return peak == 0 || limit / 4 <= peak;
}

}  // namespace

double Scale::share(Nanoseconds at) const {
  return std::clamp(static_cast<double>(at.count()) / static_cast<double>(end.count()), 0.0, 1.0);
}

double Scale::y(std::int64_t size) const {
  return height - std::clamp(static_cast<double>(size) / largest, 0.0, 1.0) * height;
}

Scale scale_for(const Series& series, Nanoseconds end) {
  constexpr double air = 1.08;
  const std::int64_t peak = peak_of(series);
  std::int64_t largest = std::max<std::int64_t>(peak, 1);
  for (const Sample& sample : series.samples)
    if (sample.limit && fits(*sample.limit, peak)) largest = std::max(largest, *sample.limit);
  return {.end = end, .largest = static_cast<double>(largest) * air};
}

std::int64_t peak_of(const Series& series) {
  std::int64_t peak = 0;
  for (const Sample& sample : series.samples) peak = std::max(peak, sample.usage);
  return peak;
}

std::string number(double value) {
  std::string text = fmt::format("{:.1f}", value);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

// A reading holds until the next one, hence stairs. Level stretches cost no point.
std::string usage_path(const Series& series, const Scale& scale) {
  const std::vector<Point> points = thinned(series.samples, scale.end, columns_drawn);
  std::string level = number(scale.y(points.front().usage));
  std::string path = fmt::format("M{} {}", number(scale.x(points.front().at)), level);
  for (const Point& point : points) {
    const std::string y = number(scale.y(point.usage));
    if (y == level) continue;
    path += fmt::format("H{}V{}", number(scale.x(point.at)), y);
    level = y;
  }
  return path + fmt::format("H{}", number(scale.x(series.samples.back().at)));
}

std::string limit_path(const Series& series, const Scale& scale) {
  const std::int64_t peak = peak_of(series);
  std::string path;
  bool drawing = false;
  for (const LimitChange& change : limit_changes(series.samples)) {
    const std::string x = number(scale.x(change.at));
    if (drawing) path += "H" + x;
    const bool drawable = change.limit && fits(*change.limit, peak);
    if (drawable) path += fmt::format("{}{}", drawing ? "V" : "M" + x + " ", number(scale.y(*change.limit)));
    drawing = drawable;
  }
  return drawing ? path + "H" + number(scale.x(series.samples.back().at)) : path;
}

}  // namespace limitest::reports
