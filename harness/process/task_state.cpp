// SPDX-License-Identifier: Apache-2.0
#include "harness/process/task_state.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <memory>
#include <sstream>

#include <dirent.h>
#include <fmt/format.h>

#include "harness/base/fd.h"

namespace limitest::process {

std::optional<TaskState> parse_task_state(const std::string& stat) {
  // The name in parentheses may hold blanks and parentheses itself.
  const std::size_t name_end = stat.rfind(')');
  if (name_end == std::string::npos || name_end + 2 >= stat.size()) return std::nullopt;
  std::istringstream fields(stat.substr(name_end + 2));
  TaskState state;
  fields >> state.letter;
  std::string skip;
  constexpr int fields_before_utime = 10;
  for (int i = 0; i < fields_before_utime; ++i) fields >> skip;
  std::uint64_t user = 0;
  std::uint64_t system = 0;
  if (!(fields >> user >> system)) return std::nullopt;
  state.ticks = user + system;
  return state;
}

std::optional<TaskState> task_state(int pid) {
  const auto stat = read_file(fmt::format("/proc/{}/stat", pid));
  return stat ? parse_task_state(*stat) : std::nullopt;
}

std::optional<int> parent_of(int pid) {
  const auto stat = read_file(fmt::format("/proc/{}/stat", pid));
  if (!stat) return std::nullopt;
  const std::size_t name_end = stat->rfind(')');
  if (name_end == std::string::npos) return std::nullopt;
  std::istringstream fields(stat->substr(name_end + 1));
  char letter = 0;
  int parent = 0;
  if (!(fields >> letter >> parent)) return std::nullopt;
  return parent;
}

std::vector<int> threads_of(int pid) {
  std::vector<int> all;
  const std::unique_ptr<DIR, int (*)(DIR*)> listing(::opendir(fmt::format("/proc/{}/task", pid).c_str()),
                                                    [](DIR* d) { return d != nullptr ? ::closedir(d) : 0; });
  if (!listing) return all;
  while (const dirent* entry = ::readdir(listing.get())) {
    const std::string_view name = entry->d_name;
    int thread = 0;
    if (std::from_chars(name.data(), name.data() + name.size(), thread).ec == std::errc{})
      all.push_back(thread);
  }
  std::ranges::sort(all, {}, [pid](int thread) { return std::pair(thread != pid, thread); });
  return all;
}

std::string wait_channel(int pid) {
  return read_file(fmt::format("/proc/{}/wchan", pid)).value_or("");
}

std::string kernel_stack(int pid) {
  return read_file(fmt::format("/proc/{}/stack", pid)).value_or("");
}

}  // namespace limitest::process
