// SPDX-License-Identifier: Apache-2.0
// One rule of known deviations, wherever it stands.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/scenario/fields.h"
#include "harness/scenario/model.h"

namespace limitest::scenario {

struct KnownRule {
  Fields fields;
  Known known;  // its step is not looked for
};

// `keys` are those of known_keys(), and what else such a rule has; `what` it is, for messages.
std::optional<KnownRule> read_known_rule(const Node& rule, std::span<const Key> keys, std::string_view what,
                                         Problems& problems);

std::span<const Key> known_keys();

// The steps as a rule names them.
std::vector<std::string> sentences_of(const Scenario& scenario);
// Whether the rule's step, if it has one, is among them.
bool has_step(const std::vector<std::string>& sentences, const Known& rule);

}  // namespace limitest::scenario
