// SPDX-License-Identifier: Apache-2.0
// Orphans come to the nearest subreaper (PR_SET_CHILD_SUBREAPER in prctl(2)). One that is dead keeps its task
// structure charged to its cgroup until it is reaped.
#pragma once

#include <functional>

namespace limitest::process {

// Reaps dead children up to the first that `is_known`, whom whoever started it reaps: until that has been
// done it hides those behind it from waitid(2), so this is to be called again and again. Never blocks.
void reap_orphans(const std::function<bool(int pid)>& is_known);

}  // namespace limitest::process
