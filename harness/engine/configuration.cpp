// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/configuration.h"

#include <algorithm>

#include "harness/base/fd.h"
#include "harness/base/gzip_file.h"

namespace limitest::engine {
namespace {

constexpr std::string_view prefix = "CONFIG_";
constexpr std::size_t most = std::size_t{8} << 20;  // kernels have some 300 KB

}  // namespace

Configuration parse_configuration(std::string source, std::string_view text) {
  Configuration found{.source = std::move(source)};
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::size_t equals = line.find('=');
    if (!line.starts_with(prefix) || equals == std::string_view::npos) continue;
    const std::string_view value = line.substr(equals + 1);
    if (value != "n") found.options.emplace(line.substr(prefix.size(), equals - prefix.size()), value);
  }
  return found;
}

Configuration read_configuration(const std::string& release) {
  if (const auto text = read_gzip_file("/proc/config.gz", most))
    return parse_configuration("/proc/config.gz", *text);
  for (const std::string& path : {"/boot/config-" + release, "/usr/lib/modules/" + release + "/config",
                                  "/lib/modules/" + release + "/config"})
    if (const auto text = read_file(path)) return parse_configuration(path, *text);
  return {};
}

}  // namespace limitest::engine
