// SPDX-License-Identifier: Apache-2.0
// The options that describe the guests a command boots.
#pragma once

#include "harness/cli/command.h"
#include "harness/guest/guest_run.h"

namespace limitest::cli {

extern const Option kernel_option;
extern const Option hierarchy_option;
extern const Option memory_option;
extern const Option cpus_option;
extern const Option swap_option;
extern const Option append_option;

// They are for guests: an error where one of them is given though no --kernel is.
Result<> refuse_without_guest(const Arguments& arguments);

// What they say of machine, swap and boot words; hierarchy, image and scenarios are left out.
Result<guest::GuestRequest> guest_machine_wishes(const Arguments& arguments);

// A request with machine, swap and boot words as the options say; image and scenarios are left out.
Result<guest::GuestRequest> guest_wishes(const Arguments& arguments);

}  // namespace limitest::cli
