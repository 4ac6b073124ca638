// SPDX-License-Identifier: Apache-2.0
// All workloads. An explicit list: a file that is forgotten here is missing from --list, not silently
// registered or silently dropped by the linker.
#pragma once

#include <span>

#include "workloads/lib/program.h"

namespace limitest::workload {

std::span<const Program* const> programs();

}  // namespace limitest::workload
