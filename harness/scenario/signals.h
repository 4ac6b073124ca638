// SPDX-License-Identifier: Apache-2.0
// Signals by their names, both ways.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace limitest::scenario {

// "SIGKILL", or "KILL" if `bare` is allowed.
std::optional<int> signal_from_name(std::string_view name, bool bare);

// "SIGKILL", or "signal 64" for one without a public name.
std::string signal_name(int number);

std::vector<std::string> signal_names();

}  // namespace limitest::scenario
