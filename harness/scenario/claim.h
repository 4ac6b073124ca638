// SPDX-License-Identifier: Apache-2.0
// What a scenario claims, when `claim:` does not say it: the comment at the top of its file.
#pragma once

#include <string>
#include <string_view>

namespace limitest::scenario {

// The first block of comment lines, joined to one line; licence and editor lines are passed over.
std::string claim_in_comment(std::string_view text);

}  // namespace limitest::scenario
