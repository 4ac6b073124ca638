// SPDX-License-Identifier: Apache-2.0
// Text files that the build put into the program, so that one static binary is the whole tool.
#pragma once

#include <span>
#include <string_view>

namespace limitest {

struct EmbeddedFile {
  std::string_view name;  // relative to the folder it came from
  std::string_view content;
};

// The scenario files of this repository: "oom/hard-limit-kills.yaml", ...
std::span<const EmbeddedFile> builtin_scenario_files();

// scenarios/behaviours.txt: what scenarios may say they cover.
std::span<const EmbeddedFile> behaviour_files();

// What `limitest-workload --describe` printed when this program was built: one JSON file.
std::span<const EmbeddedFile> workload_catalogue_files();

}  // namespace limitest
