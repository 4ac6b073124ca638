// SPDX-License-Identifier: Apache-2.0
// The ar archive that a Debian package is (deb(5)).
#pragma once

#include <string_view>
#include <vector>

#include "harness/base/result.h"

namespace limitest::guest {

// Both look into the archive they were read from.
struct ArMember {
  std::string_view name;
  std::string_view data;
};

bool is_ar(std::string_view data);

// An error where the archive is damaged or cut short.
Result<std::vector<ArMember>> read_ar(std::string_view data);

}  // namespace limitest::guest
