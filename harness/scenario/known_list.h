// SPDX-License-Identifier: Apache-2.0
// A list of rules of known deviations that lies beside the scenarios, for those that are not one's own to
// edit: what a distribution's kernel is known to do. A rule is as under `known:` of a scenario, and says
// besides which scenarios it is for.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/scenario/diagnostics.h"
#include "harness/scenario/fields.h"
#include "harness/scenario/model.h"

namespace limitest::scenario {

// Gives each rule of `text` to those of `scenarios` that it names, and tells what is wrong with the list.
// `names`: all that a rule may name, played now or not; none: the list is known to be right, and `scenarios`
// are not all that it was written for. `file` is where a rule that is outdated is said to stand.
std::vector<Diagnostic> add_known(std::string_view text, const std::string& file,
                                  std::span<Scenario* const> scenarios,
                                  const std::optional<std::vector<std::string>>& names);

// The keys of a rule in such a list.
std::span<const Key> known_list_keys();

}  // namespace limitest::scenario
