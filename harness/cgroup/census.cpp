// SPDX-License-Identifier: Apache-2.0
#include "harness/cgroup/census.h"

#include <sstream>
#include <string>

#include "harness/base/fd.h"

namespace limitest::cgroup {

std::optional<double> memory_cgroups_in(std::string_view text) {
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string controller;
    int hierarchy = 0;
    double groups = 0;
    if (words >> controller >> hierarchy >> groups && controller == "memory") return groups;
  }
  return std::nullopt;
}

Result<double> memory_cgroups() {
  const std::string text = LIMITEST_TRY(read_file("/proc/cgroups"));
  if (const auto groups = memory_cgroups_in(text)) return *groups;
  return failure("/proc/cgroups has no line for memory");
}

}  // namespace limitest::cgroup
