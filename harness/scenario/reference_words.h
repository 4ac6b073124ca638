// SPDX-License-Identifier: Apache-2.0
// The chapters of the reference that are about expressions and control files.
#pragma once

#include <string>
#include <vector>

namespace limitest::scenario {

std::string conditions_chapter();
std::string formulas_chapter();
std::string files_chapter();
std::string names_chapter();

// "| a | b |\n", with what Markdown would take for a border escaped.
std::string table_row(const std::vector<std::string>& cells);

}  // namespace limitest::scenario
