// SPDX-License-Identifier: Apache-2.0
// limitest as the first process of a guest: prepares the machine, runs the programs it was told to
// run, and says how that went.
#pragma once

namespace limitest::guest {

// Whether this process is the init of one of our guests.
bool is_guest_init();

// Its whole life; ends with the machine.
[[noreturn]] void run_as_init();

}  // namespace limitest::guest
