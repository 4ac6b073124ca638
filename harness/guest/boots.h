// SPDX-License-Identifier: Apache-2.0
// What one boot is told to play.
#pragma once

#include <string>
#include <vector>

#include "harness/guest/guest_run.h"
#include "harness/guest/initramfs.h"

namespace limitest::guest {

// Scenarios that need a machine without swap come first, then swap is switched on for the others.
// `one_by_one`: whatever the request says, one scenario at a time, and all plays of one before the next.
std::vector<Program> programs_to_play(const std::vector<const GuestScenario*>& scenarios,
                                      const GuestRequest& request, bool one_by_one);

// The same for `limitest prove`. `jobs`: 0 is its default.
std::vector<Program> programs_to_prove(const std::vector<const GuestScenario*>& scenarios, unsigned jobs);

// The files those command lines name, and the programs of the host that the scenarios run.
std::vector<GuestFile> files_to_play(const std::vector<const GuestScenario*>& scenarios,
                                     const std::vector<KnownList>& known, bool one_by_one);

// Time enough for an emulated CPU on a busy host.
Nanoseconds patience_of(const GuestRequest& request);

}  // namespace limitest::guest
