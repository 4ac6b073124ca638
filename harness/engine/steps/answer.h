// SPDX-License-Identifier: Apache-2.0
// What the kernel answered to a step, against what the scenario wants it to answer.
#pragma once

#include "harness/engine/control_write.h"
#include "harness/engine/steps/steps.h"

namespace limitest::engine {

void record_answer(const scenario::Answer& wanted, const Errno& answer, result::Step& step);
// The same of a call that has a budget, which none of the answers wanted may exceed.
void record_answer(const scenario::Answer& wanted, const WriteAnswer& answer, const Performance& at);

// How long one call into the kernel may take on this machine.
Nanoseconds answer_budget(const PerformSettings& settings);

}  // namespace limitest::engine
