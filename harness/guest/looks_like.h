// SPDX-License-Identifier: Apache-2.0
// What a file that is no kernel looks like, for the message to the person who gave it.
#pragma once

#include <string>
#include <string_view>

namespace limitest::guest {

// "an RPM package", "text", ...; from the file's first bytes.
std::string looks_like(std::string_view data);

}  // namespace limitest::guest
