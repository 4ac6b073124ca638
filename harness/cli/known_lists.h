// SPDX-License-Identifier: Apache-2.0
// --known FILE: rules of known deviations for scenarios that are not one's own to edit.
#pragma once

#include <string>
#include <vector>

#include "harness/cli/command.h"
#include "harness/cli/selection.h"
#include "harness/guest/guest_run.h"

namespace limitest::cli {

extern const Option known_option;

// Gives the selected scenarios the rules of these files; what is wrong with a file is a problem of the
// selection, in colour if wanted. The lists come back, for guests.
std::vector<guest::KnownList> add_known_lists(const std::vector<std::string>& paths, Selection& selection,
                                              bool colour);

}  // namespace limitest::cli
