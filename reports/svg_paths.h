// SPDX-License-Identifier: Apache-2.0
// The curves of a timeline as SVG path data: usage as stairs, the limit as a dashed line with gaps where
// there was none.
#pragma once

#include <string>

#include "harness/result/model.h"

namespace limitest::reports {

// Where time and size fall on the paper.
struct Scale {
  static constexpr double width = 1000;  // of the inner drawing, in its own units
  static constexpr double height = 160;  // of the plot, in pixels

  Nanoseconds end{1};
  double largest = 1;  // bytes

  // 0 to 1 from left to right
  [[nodiscard]] double share(Nanoseconds at) const;
  // in units of the inner drawing
  [[nodiscard]] double x(Nanoseconds at) const { return share(at) * width; }
  [[nodiscard]] double y(std::int64_t size) const;
};

Scale scale_for(const result::Series& series, Nanoseconds end);

// Both expect a series that has samples. The limit's may be empty: nothing to draw.
std::string usage_path(const result::Series& series, const Scale& scale);
std::string limit_path(const result::Series& series, const Scale& scale);

std::int64_t peak_of(const result::Series& series);

// "12.5", "12": as short as a tenth of a pixel allows.
std::string number(double value);

}  // namespace limitest::reports
