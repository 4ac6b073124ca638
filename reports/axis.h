// SPDX-License-Identifier: Apache-2.0
// Round numbers along an axis: sizes in powers of 1024, times in powers of ten.
#pragma once

#include <string>
#include <vector>

#include "harness/base/bytes.h"

namespace limitest::reports {

struct Tick {
  double share = 0;  // of the axis's length, 0 to 1
  std::string label;
};

// At most six ticks, the first at 0.
std::vector<Tick> size_ticks(double largest);
std::vector<Tick> time_ticks(Nanoseconds end);

}  // namespace limitest::reports
