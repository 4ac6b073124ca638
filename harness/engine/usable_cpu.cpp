// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/usable_cpu.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include <sched.h>

#include "harness/base/fd.h"

namespace limitest::engine {
namespace {

std::optional<int> take_number(std::string_view& text) {
  int number = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  if (parsed.ec != std::errc{} || number < 0 || number >= CPU_SETSIZE) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(parsed.ptr - text.data()));
  return number;
}

std::vector<int> ours() {
  cpu_set_t usable;
  std::vector<int> cpus;
  if (::sched_getaffinity(0, sizeof usable, &usable) != 0) return cpus;
  for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu)
    if (CPU_ISSET(cpu, &usable)) cpus.push_back(cpu);
  return cpus;
}

std::vector<int> without_isolated(const std::vector<int>& cpus) {
  std::set<int> isolated;
  for (const char* file : {"/sys/devices/system/cpu/nohz_full", "/sys/devices/system/cpu/isolated"})
    isolated.merge(cpus_in(read_file(file).value_or("")));
  std::vector<int> rest;
  std::ranges::copy_if(cpus, std::back_inserter(rest), [&](int cpu) { return !isolated.contains(cpu); });
  return rest;
}

}  // namespace

std::set<int> cpus_in(std::string_view list) {
  std::set<int> cpus;
  while (const auto first = take_number(list)) {
    std::optional<int> last = first;
    if (list.starts_with('-')) {
      list.remove_prefix(1);
      last = take_number(list);
      if (!last) return cpus;
    }
    for (int cpu = *first; cpu <= *last; ++cpu) cpus.insert(cpu);
    if (!list.starts_with(',')) break;
    list.remove_prefix(1);
  }
  return cpus;
}

int usable_cpu(int number) {
  const std::vector<int> all = ours();
  const std::vector<int> drained = without_isolated(all);
  const std::vector<int>& cpus = drained.empty() ? all : drained;
  return cpus.empty() ? -1 : cpus[static_cast<std::size_t>(number) % cpus.size()];
}

}  // namespace limitest::engine
