// SPDX-License-Identifier: Apache-2.0
// Pages made from the table of commands.
#pragma once

#include <string>

namespace limitest::cli {

// limitest(1) in the man macros of groff.
std::string man_page();

// The commands as a Markdown table, for the README.
std::string command_list();

}  // namespace limitest::cli
