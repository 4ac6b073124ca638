// SPDX-License-Identifier: Apache-2.0
// For which machines a step, a case of a matrix or a rule is: keys that all of these share.
#pragma once

#include <span>
#include <string>

#include "harness/scenario/fields.h"
#include "harness/scenario/model.h"

namespace limitest::scenario {

// since, before, config, swap, hierarchy: of steps and of cases.
std::span<const Key> applicability_keys();
bool is_applicability_key(std::string_view key);

// The values of those keys, and of `kernel`, where they are present; what is wrong is reported.
Applicability read_applicability(const Fields& fields, Problems& problems);

// "on kernels >= 6.13, with MEMCG_V1, without swap, on v1"; empty: everywhere
std::string describe(const Applicability& applies);

}  // namespace limitest::scenario
