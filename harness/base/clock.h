// SPDX-License-Identifier: Apache-2.0
// The one clock of a run: CLOCK_MONOTONIC, the same for the harness and its workloads' status pages.
#pragma once

#include <string>

#include "harness/base/bytes.h"

namespace limitest {

// Time since boot without suspend; comparable across processes.
Nanoseconds monotonic_now();

// "2026-11-23T20:06:07Z", for reports.
std::string utc_now();
// "20261123T200607"
std::string utc_now_compact();

}  // namespace limitest
