// SPDX-License-Identifier: Apache-2.0
// Selected scenarios as what the supervisor takes.
#pragma once

#include <string>

#include "harness/base/result.h"
#include "harness/cli/selection.h"
#include "harness/engine/session.h"
#include "harness/engine/supervisor.h"

namespace limitest::cli {

// A number as a person gives it to --option, from 0 to 10000.
Result<unsigned> parse_count(const std::string& option, const std::string& text);

// A name for the scenario's own cgroup: one path component, telling, unique by its number.
std::string directory_name(std::size_t number, const std::string& scenario);

// `number` tells the tasks of one run apart.
engine::Task make_task(const Selected& one, std::size_t number, const engine::Session& session,
                       const engine::PlaySettings& settings);

}  // namespace limitest::cli
