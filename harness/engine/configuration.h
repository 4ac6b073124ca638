// SPDX-License-Identifier: Apache-2.0
// How a kernel was configured, where it tells.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace limitest::engine {

struct Configuration {
  std::string source;  // the file it was read from; empty: not readable
  std::map<std::string, std::string>
      options{};  // "MEMCG_V1" -> "y", "m", a number or a text; unset ones are absent

  [[nodiscard]] bool readable() const { return !source.empty(); }
  [[nodiscard]] bool has(const std::string& option) const { return options.contains(option); }
};

// Of the running kernel: /proc/config.gz, else what its distribution put into /boot or beside its modules.
Configuration read_configuration(const std::string& release);

// The text of such a file.
Configuration parse_configuration(std::string source, std::string_view text);

}  // namespace limitest::engine
