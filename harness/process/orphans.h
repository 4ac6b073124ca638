// SPDX-License-Identifier: Apache-2.0
// Orphans come to the nearest subreaper (PR_SET_CHILD_SUBREAPER in prctl(2)). One that is dead keeps its task
// structure charged to its cgroup until it is reaped.
#pragma once

#include <functional>

namespace limitest::process {

// Reaps all dead children but those that `is_known`, who have their own way. Never blocks.
void reap_orphans(const std::function<bool(int pid)>& is_known);

}  // namespace limitest::process
