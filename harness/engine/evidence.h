// SPDX-License-Identifier: Apache-2.0
// What is gathered at a failure, while everything still exists: each control file of each cgroup,
// state, wait channel and kernel stack of each task, what programs printed, the kernel's log.
#pragma once

#include <vector>

#include "harness/engine/stage.h"
#include "harness/result/model.h"

namespace limitest::engine {

std::vector<result::Evidence> gather_evidence(const Stage& stage, const std::vector<std::string>& kernel_log);

// The kernel's log alone, for what it says when everything else is gone.
result::Evidence evidence_of(const std::vector<std::string>& kernel_log);

}  // namespace limitest::engine
