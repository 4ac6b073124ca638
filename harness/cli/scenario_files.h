// SPDX-License-Identifier: Apache-2.0
// Scenario files on a disk.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "harness/base/result.h"

namespace limitest::cli {

// "oom/mine.yaml" -> "oom/mine"; other names are left as they are.
std::string without_ending(std::string name);

bool is_scenario_file(const std::filesystem::path& path);

// All in the directory and below it, in the order of their names.
Result<std::vector<std::filesystem::path>> scenario_files_in(const std::filesystem::path& directory);

// Its text. More than 1 MiB is an error, as somebody has named another file by mistake.
Result<std::string> read_scenario_file(const std::filesystem::path& path);

}  // namespace limitest::cli
