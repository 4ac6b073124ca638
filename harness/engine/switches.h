// SPDX-License-Identifier: Apache-2.0
// What a kernel was configured with and can be switched on and off while it runs.
#pragma once

#include <map>
#include <string>

namespace limitest::engine {

struct Switch {
  bool on;
  std::string file;  // where it stands
};

// By the name of the configuration's option; absent: this kernel has no such switch.
using Switches = std::map<std::string, Switch>;

// As they stand now. `root` goes before each path, for tests.
Switches read_switches(const std::string& root = "");

}  // namespace limitest::engine
