// SPDX-License-Identifier: Apache-2.0
// A list of rules of known deviations apart from the scenarios, for those that are not one's own to edit:
// what a distribution's kernel is known to do. A rule is as under `known:` of a scenario, and says besides
// which scenarios it is for.
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

struct ListedRule {
  std::string scenario;  // a name, a folder or a pattern (named.h)
  Position at;           // of that word
  Known known;
  Position step_at;
};

struct KnownList {
  std::vector<ListedRule> rules;
  std::vector<Diagnostic> problems;  // not empty: no rule is to be used
};

// `file` is where a rule that is outdated is said to stand.
KnownList read_known_list(std::string_view text, const std::string& file);

// Rules that would never apply to any of `all`, which are all scenarios that can be named: a mistyped name,
// or a step that none of those named has. A name that is like none of them is no fault, as it may be that of
// a scenario elsewhere.
std::vector<Diagnostic> misnamed(const KnownList& list, std::span<const Scenario* const> all);
// The rules with such a name.
std::vector<const ListedRule*> for_others(const KnownList& list, std::span<const Scenario* const> all);

// Gives each scenario the rules that are for it.
void add_known(const KnownList& list, std::span<Scenario* const> scenarios);

// The keys of a rule in such a list.
std::span<const Key> known_list_keys();

}  // namespace limitest::scenario
