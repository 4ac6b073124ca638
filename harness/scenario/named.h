// SPDX-License-Identifier: Apache-2.0
// Which scenarios a word on a command line, or in a known list, is for.
#pragma once

#include <span>
#include <string>

namespace limitest::scenario {

// Whether `word` is the scenario's name, its folder, or a pattern of names; of one case of a matrix,
// "a/b[size=1M]", also what is so for "a/b".
bool is_named_by(const std::string& word, const std::string& name);

// "a/b" of "a/b[size=1M]".
std::string without_case(const std::string& name);

// "; did you mean 'limits/hard-limit-kills'?" for a word that names none of `names`: the one of that last
// part, or else what is written nearly so, which may be a folder. Empty: nothing is like it.
std::string suggest_name(const std::string& word, std::span<const std::string> names);

}  // namespace limitest::scenario
