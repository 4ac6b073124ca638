// SPDX-License-Identifier: Apache-2.0
// Which scenarios a word on a command line, or in a known list, is for.
#pragma once

#include <string>

namespace limitest::scenario {

// Whether `word` is the scenario's name, its folder, or a pattern of names; of one case of a matrix,
// "a/b[size=1M]", also what is so for "a/b".
bool is_named_by(const std::string& word, const std::string& name);

// "a/b" of "a/b[size=1M]".
std::string without_case(const std::string& name);

}  // namespace limitest::scenario
