// SPDX-License-Identifier: Apache-2.0
// What of a scenario is for this machine: its steps, its rules of known deviations.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/engine/machine.h"
#include "harness/result/model.h"
#include "harness/scenario/model.h"

namespace limitest::engine {

// Why something is not for this machine, as in "needs a kernel >= 6.13, this is 6.12.117"; none: it
// is. What cannot be judged, because the configuration is not readable, is not.
std::optional<std::string> why_not_here(const scenario::Applicability& applies, const Machine& machine);

// Why nothing can be swapped here, whatever a group asks; none: it can.
std::optional<std::string> why_no_swapping(const Machine& machine);

// For each step why it is left out here; empty: it is played.
std::vector<std::string> steps_left_out(const scenario::Scenario& scenario, const Machine& machine);

// Whether anything is claimed by the steps that are not left out.
bool claims_something(const scenario::Scenario& scenario, const std::vector<std::string>& left_out);

// The rules that are for this machine.
std::vector<scenario::Known> known_here(const scenario::Scenario& scenario, const Machine& machine);

// A failure that a rule foretells becomes `known`, for that rule's reason, and so does one that was put down
// to a disturbed host: it fails with a fair chance as well. A pass that a rule did not
// expect is told as a remark. Nothing else is touched.
void apply_known(const std::vector<scenario::Known>& rules, result::Outcome& outcome);

}  // namespace limitest::engine
