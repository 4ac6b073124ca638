// SPDX-License-Identifier: Apache-2.0
// Where limitest keeps what it found out once and would find out again: opened packages, whether KVM works.
#pragma once

#include <string>

namespace limitest::guest {

// ${XDG_CACHE_HOME:-~/.cache}/limitest; empty where neither is set.
std::string cache_folder();

}  // namespace limitest::guest
