// SPDX-License-Identifier: Apache-2.0
// What a person reads in the terminal when a run is over.
#pragma once

#include <string>

#include "harness/result/model.h"

namespace limitest::reports {

// What was skipped and why, what deviates knowingly, what broke, and failures last, where the eye is when a
// run ends; the last line holds counts and duration. `width` in columns; 0: do not wrap.
std::string render_summary(const result::Run& run, bool colour, int width);

}  // namespace limitest::reports
