// SPDX-License-Identifier: Apache-2.0
// Puts processes and cgroups on the stage.
#pragma once

#include <expected>
#include <optional>

#include "harness/engine/stage.h"
#include "harness/scenario/model.h"

namespace limitest::engine {

// mkdir, and on v2 the memory controller passed on to the parent's children first.
std::expected<cgroup::Group, Errno> make_group(const cgroup::Group& parent, const std::string& name);

// Starts the process and adds it to the stage. A SpawnFailure at `attach` is the kernel's answer.
Result<std::optional<process::SpawnFailure>> start_workload(const scenario::Start& start, Stage& stage,
                                                            const std::string& workload_program);
Result<std::optional<process::SpawnFailure>> run_program(const scenario::RunProgram& run, Stage& stage);

// The program of that name in PATH; empty if there is none.
std::string find_program(const std::string& name);

}  // namespace limitest::engine
