// SPDX-License-Identifier: Apache-2.0
// Options of the kernel's configuration that scenarios may ask about. A closed list, so that a
// mistyped one is a mistake and not a step that is never played.
#pragma once

#include <span>
#include <string_view>

namespace limitest::scenario {

struct ConfigOption {
  std::string_view word;  // without CONFIG_
  std::string_view help;
};

std::span<const ConfigOption> config_options();

}  // namespace limitest::scenario
