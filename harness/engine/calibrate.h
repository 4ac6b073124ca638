// SPDX-License-Identifier: Apache-2.0
// Measures what this kernel charges a group for a workload that does nothing: stack, tables, task.
#pragma once

#include "harness/cgroup/group.h"
#include "harness/engine/slack.h"

namespace limitest::engine {

// Starts the idle workload in a fresh group below `tree` and reads the group's highest usage. Bytes, with
// the batches that were charged for it: how much of them it needs cannot be told, so it is a bound.
Result<double> measure_empty_workload(const cgroup::Group& tree, const std::string& workload_program,
                                      const SlackModel& model);

}  // namespace limitest::engine
