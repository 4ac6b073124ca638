// SPDX-License-Identifier: Apache-2.0
// What is built into this program: its scenarios by name, and what they are checked against.
#pragma once

#include <string>
#include <vector>

#include "harness/scenario/catalogue.h"

namespace limitest::cli {

// Of all files: "limits/hard-limit-kills". One with a matrix holds several scenarios.
std::vector<std::string> built_in_names();

// "limits"
bool is_built_in_folder(const std::string& word);

// What this program's workloads take and what scenarios may cover.
const scenario::Catalogue& built_in_catalogue();

}  // namespace limitest::cli
