// SPDX-License-Identifier: Apache-2.0
// Which of a kernel's modules a guest needs, and in which order they must be loaded.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/result.h"

namespace limitest::guest {

// One module, ready for finit_module(2).
struct Module {
  std::string name;
  std::string data;
};

// Modules as they lie in a package, perhaps compressed, by module_name().
using ModuleFiles = std::map<std::string, std::string>;

// Whether a path of a package or of /lib/modules may be needed by select_modules(): the folders that
// zram and all it has ever depended on lie in.
bool may_be_needed(std::string_view path);

// zram, for swap, after all it depends on. Nothing where the package has no zram: it may be built in.
// `configuration` is the kernel's, and tells the compressor that zram looks up when it starts.
Result<std::vector<Module>> select_modules(const ModuleFiles& files, std::string_view configuration);

}  // namespace limitest::guest
