// SPDX-License-Identifier: Apache-2.0
// One scenario's outcome in plain text: what somebody needs who has only a CI job's log before him.
#pragma once

#include <string>

#include "harness/result/model.h"

namespace limitest::reports {

// `cell`: that of a matrix it is from. Reason, claim, place, the command that plays it again, steps with
// expected and seen, marks, evidence.
std::string describe(const result::Outcome& outcome, const result::Machine& machine);

// The steps alone, one line each and more for one that did not go as it should.
std::string describe_steps(const result::Outcome& outcome);

// One line for each remark, and how often it was played if that was more than once; often empty.
std::string describe_remarks(const result::Outcome& outcome);

}  // namespace limitest::reports
