// SPDX-License-Identifier: Apache-2.0
// What opening a package found, kept in the user's cache: unpacking hundreds of megabytes for one
// kernel takes as long as booting it. A cache that cannot be read or written is none.
#pragma once

#include <optional>
#include <string>

#include "harness/guest/kernel_image.h"

namespace limitest::guest {

// What was found when the package was opened last, if neither it nor those beside it have changed since.
std::optional<KernelImage> remembered(const std::string& path);

// For later. The cache holds the sixteen packages opened first-time last, some 15 MB each.
void remember(const KernelImage& kernel);

}  // namespace limitest::guest
