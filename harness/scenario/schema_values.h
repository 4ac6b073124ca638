// SPDX-License-Identifier: Apache-2.0
// The schema of a single value, by its kind.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/cgroup/control_file.h"
#include "harness/scenario/value_kind.h"

namespace limitest::scenario {

using Json = nlohmann::ordered_json;

Json schema_of(ValueKind kind);

// A text that is one of `words`, or is put together from parameters of the matrix.
Json one_of_words(const std::vector<std::string>& words);

// YAML has typed scalars, we have not: `0`, `yes` and `1.5` are text like any other.
Json any_scalar();

// What may be written to a control file as a setting.
Json setting_schema(std::string_view meaning);

// A name of the scenario's own, as a pattern.
std::string name_pattern();

}  // namespace limitest::scenario
