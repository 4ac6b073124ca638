// SPDX-License-Identifier: Apache-2.0
// Scenario files as text -> typed scenarios, or everything that is wrong with them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/scenario/catalogue.h"
#include "harness/scenario/diagnostics.h"
#include "harness/scenario/fields.h"
#include "harness/scenario/model.h"

namespace limitest::scenario {

struct ReadResult {
  std::vector<Scenario> scenarios;  // several when the file has a matrix; none when there are problems
  std::vector<Diagnostic> problems;
};

// `file` is for messages; `name` names the scenario, with a matrix "name[a=1,b=2]".
ReadResult read_scenarios(std::string_view text, const std::string& file, const std::string& name,
                          const Catalogue& catalogue);

// The keys at the top of a file.
std::span<const Key> scenario_keys();

}  // namespace limitest::scenario
