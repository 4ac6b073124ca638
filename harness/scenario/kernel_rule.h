// SPDX-License-Identifier: Apache-2.0
// Kernel versions and options of a kernel's configuration as they are written in a scenario.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/scenario/fields.h"
#include "harness/scenario/model.h"

namespace limitest::scenario {

// ">= 6.13", or several that must all hold: ">= 6.12 < 7.3". In one way of writing: a blank between
// all parts.
Parsed<std::string> kernel_rule(std::string_view text);

// "6.13", "6.12.117"
Parsed<std::string> kernel_version(std::string_view text);

// An option, or a list of them; what is wrong is reported.
std::vector<ConfigRule> read_config(const Node& node, Problems& problems);

// "with MEMCG_V1", "without ZSWAP"
std::string describe(const ConfigRule& rule);

}  // namespace limitest::scenario
