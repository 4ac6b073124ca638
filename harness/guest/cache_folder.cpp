// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/cache_folder.h"

#include <cstdlib>

#include <fmt/format.h>

namespace limitest::guest {

std::string cache_folder() {
  if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && *cache == '/')
    return fmt::format("{}/limitest", cache);
  const char* home = std::getenv("HOME");
  return home != nullptr && *home == '/' ? fmt::format("{}/.cache/limitest", home) : "";
}

}  // namespace limitest::guest
