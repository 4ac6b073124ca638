// SPDX-License-Identifier: Apache-2.0
// Made-up runs, the same every time: what the tests compare with approved files, and what one looks at
// while working on a report.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/result/model.h"

namespace limitest::reports {

result::Run sample_run();                          // every verdict, a scenario in flight when the guest died
result::Run passing_run();                         // everything held
result::Run hostile_run();                         // every text tries to leave its element
result::Run empty_run();                           // nothing was selected
result::Run all_skipped_run();                     // nothing was tried
result::Run interrupted_run();                     // Ctrl-C with one scenario in flight
result::Run matrix_run();                          // two kernels joined
result::Run run_full_of(const std::string& text);  // every text is this one
result::Run large_run();                           // a hundred scenarios with full timelines

// All but the large one, by name.
std::vector<std::pair<std::string_view, result::Run>> sample_runs();

}  // namespace limitest::reports
