// SPDX-License-Identifier: Apache-2.0
// What every page begins with, and its tables of numbers.
#pragma once

#include <string>
#include <vector>

#include "reports/markup.h"

namespace limitest::reports {

// The <head>: a policy that forbids scripts and fetching, the title, the style sheet.
void write_page_head(Markup& page, const std::string& title, Literal more_style = "");

// A header cell or cell of a table, numbers to the right.
void write_cells(Markup& page, Literal cell, const std::vector<std::string>& texts, std::size_t numbers_from);

}  // namespace limitest::reports
