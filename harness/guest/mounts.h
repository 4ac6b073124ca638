// SPDX-License-Identifier: Apache-2.0
// The file systems a guest's programs expect, and the hierarchy of the memory controller.
#pragma once

#include <optional>
#include <string>

#include "harness/base/result.h"
#include "harness/cgroup/control_file.h"

namespace limitest::guest {

// proc, sysfs, devtmpfs, devpts, and tmpfs where temporary files go. What fails is left out: the
// results will tell.
void mount_basics();

// The controller on the wanted hierarchy, or on the first the kernel has, v2 before v1. The error is
// for the reader of a skipped scenario: what this kernel lacks.
Result<cgroup::Hierarchy> mount_hierarchy(std::optional<cgroup::Hierarchy> wanted,
                                          const std::string& release);

}  // namespace limitest::guest
