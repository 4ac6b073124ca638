// SPDX-License-Identifier: Apache-2.0
// The one place that knows the command-line library.
#pragma once

#include <span>
#include <string>
#include <variant>
#include <vector>

#include "harness/cli/command.h"

namespace limitest::cli {

// Either arguments, or a text to print (help) that ends the program well.
using Parsed = std::variant<Arguments, std::string>;

// The error is one line with the nearest right option.
Result<Parsed> parse_arguments(const Command& command, std::span<const std::string> typed);

// `limitest --help` and `limitest COMMAND --help`, from the table.
std::string overview();
std::string help_of(const Command& command);

}  // namespace limitest::cli
