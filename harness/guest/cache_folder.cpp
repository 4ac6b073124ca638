// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/cache_folder.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

namespace limitest::guest {

std::string cache_folder() {
  if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && *cache == '/')
    return fmt::format("{}/limitest", cache);
  const char* home = std::getenv("HOME");
  return home != nullptr && *home == '/' ? fmt::format("{}/.cache/limitest", home) : "";
}

std::vector<std::string> kernels_at_hand() {
  namespace fs = std::filesystem;
  std::vector<std::string> found;
  std::error_code none;
  const std::string folder = cache_folder();
  if (folder.empty()) return found;
  for (const fs::directory_entry& series : fs::directory_iterator(folder + "/kernels", none)) {
    for (const fs::directory_entry& entry : fs::directory_iterator(series.path(), none)) {
      const std::string name = entry.path().filename();
      const bool holds_a_kernel =
          name == "bzImage" || name.starts_with("linux-image-") || name.starts_with("linux-binary-");
      if (holds_a_kernel) found.push_back(entry.path());
    }
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace limitest::guest
