// SPDX-License-Identifier: Apache-2.0
// How much the OOM killer wants the calling process.
#pragma once

#include <cstdint>

#include "workloads/lib/arguments.h"
#include "workloads/lib/program.h"

namespace limitest::workload {

inline constexpr std::int64_t first_to_go = 1000;
inline constexpr std::int64_t never_taken = -1000;

// Its oom_score_adj. Raising it needs no rights, lowering it CAP_SYS_RESOURCE. False with a message.
bool take_score(std::int64_t score);

inline constexpr Parameter spared_parameter{
    "spared", Kind::word, "no", "yes: its oom_score_adj is -1000, the OOM killer must not take it", "no|yes"};

// As that parameter says. False with a message.
bool spare_if_asked(const Arguments& arguments);

}  // namespace limitest::workload
