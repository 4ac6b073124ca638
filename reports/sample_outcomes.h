// SPDX-License-Identifier: Apache-2.0
// The outcomes that the made-up runs are put together from.
#pragma once

#include "harness/result/model.h"

namespace limitest::reports {

// A grower at a limit of 5M with the OOM killer off: sleeps, goes on when the limit is raised to 10M.
result::Outcome paused_task_goes_on();
// A keeper of 100M in a group of 200M; the kernel accepted a limit of 90M.
result::Outcome shrink_was_accepted();
// A kernel WARN while a group was killed.
result::Outcome kill_with_a_warning();
// The host took a CPU away for too long.
result::Outcome disturbed();

result::Outcome held(std::string scenario, std::string claim, std::int64_t milliseconds);
result::Outcome skipped(std::string scenario, std::string reason);
result::Outcome known(std::string scenario, std::string reason);

}  // namespace limitest::reports
