// SPDX-License-Identifier: Apache-2.0
// One scenario that needs reading, as the terminal's summary tells it.
#pragma once

#include <string>
#include <vector>

#include "harness/result/model.h"

namespace limitest::reports {

// Title with place, claim, the step that decided with expected and seen, evidence, how to play it again.
// `cells`: where it was seen, in a matrix; else empty. Ends with an empty line.
std::string finding(const result::Outcome& outcome, const std::string& cells, const std::string& again,
                    bool colour, int width);

// The first of the names and how many there are besides: more under one reason nobody reads.
std::vector<std::string> worth_reading(std::vector<std::string> names);

// "✗ 3 failed: REASON" and the names below that are worth reading.
std::string shared_reason(result::Verdict verdict, const std::string& lead, const std::string& reason,
                          const std::vector<std::string>& names, bool colour, int width);

}  // namespace limitest::reports
