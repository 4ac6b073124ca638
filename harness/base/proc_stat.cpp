// SPDX-License-Identifier: Apache-2.0
#include "harness/base/proc_stat.h"

#include <sstream>
#include <string>

#include "harness/base/fd.h"

namespace limitest {

namespace {

void skip(std::istringstream& fields, int count) {
  for (std::string field; count > 0; --count) fields >> field;
}

}  // namespace

std::optional<ProcStat> parse_proc_stat(std::string_view line) {
  // The second field is the program's name in parentheses, and may hold blanks and parentheses itself.
  const std::size_t name_end = line.rfind(')');
  if (name_end == std::string_view::npos) return std::nullopt;
  std::istringstream fields{std::string(line.substr(name_end + 1))};
  constexpr int from_parent_to_user = 9;
  constexpr int from_system_to_start = 6;
  ProcStat stat;
  fields >> stat.state >> stat.parent;
  skip(fields, from_parent_to_user);
  fields >> stat.user_ticks >> stat.system_ticks;
  skip(fields, from_system_to_start);
  fields >> stat.start;
  return fields ? std::optional(stat) : std::nullopt;
}

std::optional<ProcStat> proc_stat_of(int pid) {
  const auto line = read_file(fmt::format("/proc/{}/stat", pid));
  return line ? parse_proc_stat(*line) : std::nullopt;
}

}  // namespace limitest
