// SPDX-License-Identifier: Apache-2.0
// What a program of the host says about itself or others.
#pragma once

#include <string>
#include <vector>

namespace limitest::guest {

// What it prints until it ends; empty if it does not start. After ten seconds it is killed.
std::string output_of(const std::string& path, std::vector<std::string> argv);

}  // namespace limitest::guest
