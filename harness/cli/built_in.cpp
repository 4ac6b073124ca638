// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/built_in.h"

#include <algorithm>
#include <utility>

#include "harness/base/embedded.h"
#include "harness/base/result.h"
#include "harness/cli/scenario_files.h"

namespace limitest::cli {

std::vector<std::string> built_in_names() {
  std::vector<std::string> names;
  for (const EmbeddedFile& file : builtin_scenario_files())
    names.push_back(without_ending(std::string(file.name)));
  return names;
}

bool is_built_in_folder(const std::string& word) {
  return std::ranges::any_of(builtin_scenario_files(),
                             [&](const EmbeddedFile& file) { return file.name.starts_with(word + "/"); });
}

const scenario::Catalogue& built_in_catalogue() {
  static const scenario::Catalogue catalogue = [] {
    auto parsed = scenario::parse_catalogue(workload_catalogue_files().front().content);
    LIMITEST_ASSERT(parsed);
    auto behaviours = scenario::parse_behaviours(behaviour_files().front().content);
    LIMITEST_ASSERT(behaviours);
    parsed->behaviours = std::move(*behaviours);
    return std::move(*parsed);
  }();
  return catalogue;
}

}  // namespace limitest::cli
