// SPDX-License-Identifier: Apache-2.0
// What a kernel module says about itself in its .modinfo section, so that no depmod is needed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/base/result.h"

namespace limitest::guest {

struct ModuleInfo {
  std::vector<std::string> depends;  // must be loaded before it
  std::vector<std::string> prefers;  // its soft dependencies: better loaded before it
  std::vector<std::string> aliases;  // as in "crypto-lzo-rle"
};

// All names in the form of module_name().
Result<ModuleInfo> read_module_info(std::string_view module);

// The name /proc/modules tells: "lib/lz4/lz4hc-compress.ko.xz" -> "lz4hc_compress". Empty for a path
// that is no module's.
std::string module_name(std::string_view path);

}  // namespace limitest::guest
