// SPDX-License-Identifier: Apache-2.0
// What belongs to a kernel but lies in other files than its image.
#pragma once

#include <string>
#include <vector>

#include "harness/base/result.h"
#include "harness/guest/module_selection.h"

namespace limitest::guest {

// A whole regular file of at most 2 GiB.
Result<std::string> read_bounded(const std::string& path);

// The packages linux-modules-RELEASE_* and linux-base-RELEASE_* in the folder of the package `path`, and
// of the same package version if the name of `path` tells one.
std::vector<std::string> companion_packages(const std::string& path, const std::string& release);

// The text of config-RELEASE or config in the folder of the image `path`; empty where there is none
// or it is another kernel's.
std::string configuration_beside(const std::string& path, const std::string& release);

// The modules of /lib/modules/RELEASE for an image in /boot, below the same root.
ModuleFiles installed_modules(const std::string& path, const std::string& release);

}  // namespace limitest::guest
