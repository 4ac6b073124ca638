// SPDX-License-Identifier: Apache-2.0
#include "harness/process/task_state.h"

#include <algorithm>
#include <charconv>
#include <memory>

#include <dirent.h>
#include <fmt/format.h>

#include "harness/base/fd.h"
#include "harness/base/proc_stat.h"

namespace limitest::process {

std::optional<TaskState> task_state(int pid) {
  const auto stat = proc_stat_of(pid);
  if (!stat) return std::nullopt;
  return TaskState{.letter = stat->state, .ticks = stat->user_ticks + stat->system_ticks};
}

std::optional<int> parent_of(int pid) {
  const auto stat = proc_stat_of(pid);
  return stat ? std::optional(stat->parent) : std::nullopt;
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
