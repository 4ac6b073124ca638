// SPDX-License-Identifier: Apache-2.0
// How much memory a scenario takes when it goes as planned, from its text alone.
#pragma once

#include "harness/base/bytes.h"
#include "harness/scenario/model.h"

namespace limitest::engine {

// Each workload counts with its `size`, but with no more than the highest limit its group, or one above,
// is ever given; one without either counts with 64M.
Bytes footprint(const scenario::Scenario& scenario);

// The part of it that is written down as the size of a workload.
Bytes surely_needed(const scenario::Scenario& scenario);

}  // namespace limitest::engine
