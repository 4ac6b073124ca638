// SPDX-License-Identifier: Apache-2.0
// Selected scenarios as what the supervisor takes.
#pragma once

#include <string>

#include "harness/cli/selection.h"
#include "harness/engine/session.h"
#include "harness/engine/supervisor.h"

namespace limitest::cli {

// A name for the scenario's own cgroup: one path component, telling, unique by its number.
std::string directory_name(std::size_t number, const std::string& scenario);

// How to play on this machine: its slack, and more time where its CPU is slow.
Result<engine::PlaySettings> settings_for(const engine::Machine& machine, const engine::Session& session,
                                          const engine::Programs& programs);

// `number` tells the tasks of one run apart.
engine::Task make_task(const Selected& one, std::size_t number, const engine::Machine& machine,
                       const engine::Session& session, const engine::PlaySettings& settings);

}  // namespace limitest::cli
