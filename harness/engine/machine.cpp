// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/machine.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <sstream>

#include <fmt/ranges.h>
#include <linux/capability.h>
#include <linux/magic.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "harness/base/fd.h"

namespace limitest::engine {
namespace {

std::string first_line(std::string text) {
  text.resize(std::min(text.find('\n'), text.size()));
  return text;
}

// Words of the kernel's command line that change what the memory controller does.
std::string relevant_boot_parameters(const std::string& all) {
  std::vector<std::string> kept;
  std::istringstream words(all);
  for (std::string word; words >> word;)
    for (const char* start : {"cgroup_disable=", "cgroup_no_v1=", "cgroup.memory=", "swapaccount=", "psi=",
                              "systemd.unified_cgroup_hierarchy=", "transparent_hugepage="})
      if (word.starts_with(start)) kept.push_back(word);
  return kept.empty() ? "none that matters" : fmt::format("{}", fmt::join(kept, " "));
}

std::string huge_pages() {
  const std::string text = first_line(read_file("/sys/kernel/mm/transparent_hugepage/enabled").value_or(""));
  const std::size_t open = text.find('[');
  const std::size_t close = text.find(']');
  return open == std::string::npos || close == std::string::npos ? "off"
                                                                 : text.substr(open + 1, close - open - 1);
}

int setting_of_vm(const std::string& name, int by_default) {
  const std::string text = read_file("/proc/sys/vm/" + name).value_or("");
  int value = by_default;
  (void)std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// statfs(2) of the directory that files are made in.
std::optional<std::int64_t> type_of_file_system() {
  const char* temporary = std::getenv("TMPDIR");
  struct statfs where {};
  if (::statfs(temporary != nullptr && *temporary != '\0' ? temporary : ".", &where) != 0)
    return std::nullopt;
  return where.f_type;
}

bool is_on_a_disk(std::int64_t file_system) {
  // ZFS and what comes from another machine may have caches of their own.
  constexpr std::array<std::int64_t, 5> without_page_cache{TMPFS_MAGIC, RAMFS_MAGIC, V9FS_MAGIC,
                                                           FUSE_SUPER_MAGIC, 0x2fc12fc1 /* ZFS */};
  return std::ranges::find(without_page_cache, file_system) == without_page_cache.end();
}

// Which file systems tell cgroups apart is known to them alone (SB_I_CGROUPWB); ext4 is one that does.
bool writes_back_by_cgroup(std::int64_t file_system) {
  constexpr int dirty_ratio = 20;  // percent, as the kernel sets it
  return file_system == EXT4_SUPER_MAGIC && setting_of_vm("dirty_ratio", dirty_ratio) == dirty_ratio;
}

constexpr std::int64_t kilo = 1024;

}  // namespace

std::string slow_swap(std::string_view swaps) {
  std::istringstream lines{std::string(swaps)};
  std::string line;
  std::getline(lines, line);  // the head of the table
  while (std::getline(lines, line)) {
    const std::string place = line.substr(0, line.find_first_of(" \t"));
    if (!place.starts_with("/dev/zram") && !place.starts_with("/dev/ram")) return place;
  }
  return "";
}

Bytes meminfo(std::string_view text, std::string_view key) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::string_view line = text.substr(at, text.find('\n', at) - at);
    if (line.starts_with(key) && line.substr(key.size()).starts_with(':')) {
      const std::size_t digits = line.find_first_of("0123456789");
      std::int64_t number = 0;
      if (digits != std::string_view::npos)
        std::from_chars(line.data() + digits, line.data() + line.size(), number);
      return Bytes{number * kilo};
    }
    at += line.size() + 1;
  }
  return {};
}

bool has_capability(std::string_view status, unsigned capability) {
  constexpr std::string_view key = "CapEff:\t";
  constexpr int hexadecimal = 16;
  const std::size_t start = status.find(key);
  if (start == std::string_view::npos) return false;
  std::uint64_t all = 0;
  const std::string_view number = status.substr(start + key.size());
  (void)std::from_chars(number.data(), number.data() + number.size(), all, hexadecimal);
  return (all >> capability & 1) != 0;
}

Bytes free_huge_pages(std::string_view text) {
  // A count, which meminfo() takes for a number of kilobytes.
  const std::int64_t free = meminfo(text, "HugePages_Free").count / kilo;
  return Bytes{free * meminfo(text, "Hugepagesize").count};
}

namespace {

bool locks_without_bound() {
  rlimit bound{};
  return ::getrlimit(RLIMIT_MEMLOCK, &bound) == 0 && bound.rlim_cur == RLIM_INFINITY;
}

}  // namespace

Machine look_at_machine() {
  Machine machine;
  utsname names{};
  ::uname(&names);
  machine.kernel = names.release;
  machine.architecture = names.machine;
  machine.host = names.nodename;
  if (auto location = cgroup::find_memory_controller())
    machine.location = std::move(*location);
  else
    machine.no_controller = location.error().message;
  if (machine.location) machine.sees_root = has_root(*machine.location);
  if (machine.location && machine.location->hierarchy == cgroup::Hierarchy::v2)
    machine.controllers = first_line(read_file(machine.location->mount + "/cgroup.controllers").value_or(""));
  if (const auto file_system = type_of_file_system()) {
    machine.disk = is_on_a_disk(*file_system);
    machine.writeback = writes_back_by_cgroup(*file_system);
  }
  const std::string status = read_file("/proc/self/status").value_or("");
  machine.may_spare = has_capability(status, CAP_SYS_RESOURCE);
  machine.may_be_others = has_capability(status, CAP_SETUID);
  machine.may_override = has_capability(status, CAP_DAC_OVERRIDE);
  machine.may_lock = has_capability(status, CAP_IPC_LOCK) || locks_without_bound();
  machine.may_administrate = has_capability(status, CAP_SYS_ADMIN);
  machine.page = ::sysconf(_SC_PAGESIZE);
  machine.cpus = ::sysconf(_SC_NPROCESSORS_ONLN);
  const std::string memory = read_file("/proc/meminfo").value_or("");
  machine.memory_total = meminfo(memory, "MemTotal");
  machine.memory_available = meminfo(memory, "MemAvailable");
  machine.swap_total = meminfo(memory, "SwapTotal");
  machine.swap_free = meminfo(memory, "SwapFree");
  machine.slow_swap = slow_swap(read_file("/proc/swaps").value_or(""));
  machine.swappiness = setting_of_vm("swappiness", Machine{}.swappiness);
  machine.zswap = first_line(read_file("/sys/module/zswap/parameters/enabled").value_or("")) == "Y";
  machine.huge_pages = free_huge_pages(memory);
  machine.boot_parameters = first_line(read_file("/proc/cmdline").value_or(""));
  machine.configuration = read_configuration(machine.kernel);
  machine.switches = read_switches();
  return machine;
}

result::Machine describe(const Machine& machine) {
  result::Machine out{.host = machine.host, .kernel = machine.kernel};
  out.hierarchy = machine.location ? std::string(to_string(machine.location->hierarchy)) : "none";
  out.facts = {{"architecture", machine.architecture},
               {"CPUs", fmt::format("{}", machine.cpus)},
               {"page size", to_string(Bytes{machine.page})},
               {"memory", fmt::format("{}, {} available", to_string(machine.memory_total),
                                      to_string(machine.memory_available))},
               {"swap", machine.swap_total.count == 0 ? "none"
                        : machine.slow_swap.empty()
                            ? to_string(machine.swap_total)
                            : fmt::format("{}, on {}", to_string(machine.swap_total), machine.slow_swap)},
               {"memory controller", machine.location ? machine.location->mount : machine.no_controller},
               {"boot parameters", relevant_boot_parameters(machine.boot_parameters)},
               {"transparent huge pages", huge_pages()}};
  return out;
}

SlackModel slack_of(const Machine& machine) {
  return {.page = static_cast<double>(machine.page),
          .cpus = static_cast<double>(machine.cpus),
          .batch = charge_batch(machine.kernel),
          .slots = stock_slots(machine.kernel),
          .flushes = flushes_statistics(machine.kernel)};
}

}  // namespace limitest::engine
