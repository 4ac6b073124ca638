// SPDX-License-Identifier: Apache-2.0
// One cgroup's memory over time as inline SVG, which needs no script and prints.
#pragma once

#include <string>
#include <vector>

#include "harness/result/model.h"
#include "reports/markup.h"

namespace limitest::reports {

// Usage against limit from the scenario's beginning to `end`, with the marks (in order of time) as numbered
// lines. `description` is what is read to somebody who cannot see it. Expects a series that has samples.
void draw_timeline(Markup& page, const result::Series& series, const std::vector<result::Mark>& marks,
                   Nanoseconds end, const std::string& description);

}  // namespace limitest::reports
