// SPDX-License-Identifier: Apache-2.0
// What operations cost, as a page: by depth, by kind of page, by kernel, and by the number of groups.
#pragma once

#include <string>
#include <vector>

#include "harness/result/costs.h"

namespace limitest::reports {

// Several results, of one kernel each, are drawn side by side.
std::string render_costs_html(const std::vector<result::Costs>& results);

// The same as columns of text: what `limitest bench` prints of a guest.
std::string render_costs_text(const result::Costs& costs);

// "580.2 ns", "12.31 us", or "129.04" of instructions
std::string cost_text(double value, bool instructions);

}  // namespace limitest::reports
