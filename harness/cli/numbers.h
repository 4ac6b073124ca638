// SPDX-License-Identifier: Apache-2.0
// Numbers on a command line.
#pragma once

#include <string>

#include "harness/base/bytes.h"
#include "harness/base/result.h"

namespace limitest::cli {

// The error names the option and what it takes.
Result<unsigned> parse_count(const std::string& option, const std::string& text, unsigned least,
                             unsigned most);
Result<Nanoseconds> parse_time(const std::string& option, const std::string& text);

}  // namespace limitest::cli
