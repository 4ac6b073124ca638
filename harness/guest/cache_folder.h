// SPDX-License-Identifier: Apache-2.0
// Where limitest keeps what it found out once and would find out again: opened packages, whether KVM works.
#pragma once

#include <string>
#include <vector>

namespace limitest::guest {

// ${XDG_CACHE_HOME:-~/.cache}/limitest; empty where neither is set.
std::string cache_folder();

// Kernel images that ci/kernels has put there.
std::vector<std::string> kernels_at_hand();

}  // namespace limitest::guest
