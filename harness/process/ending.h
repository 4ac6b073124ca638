// SPDX-License-Identifier: Apache-2.0
// Waiting for a spawned child with patience, and ending it.
#pragma once

#include <optional>

#include "harness/base/bytes.h"
#include "harness/process/exit_status.h"
#include "harness/process/spawn.h"

namespace limitest::process {

// SIGKILL, to a process that may have ended already.
void kill(const Child& child);

// Reaps `child` when it has ended; none if it lives beyond `patience`.
std::optional<ExitStatus> wait_for(const Child& child, Nanoseconds patience);

// kill() and wait_for(): leaves no zombie, unless the kernel does not let go of the process.
std::optional<ExitStatus> end(const Child& child, Nanoseconds patience);

}  // namespace limitest::process
