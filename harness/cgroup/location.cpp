// SPDX-License-Identifier: Apache-2.0
#include "harness/cgroup/location.h"

#include <algorithm>
#include <sstream>

#include <unistd.h>

#include "harness/base/fd.h"

namespace limitest::cgroup {
namespace {

// mountinfo writes blanks and the like as \040
std::string unescape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 3 < text.size()) {
      out += static_cast<char>(((text[i + 1] - '0') * 64) + ((text[i + 2] - '0') * 8) + (text[i + 3] - '0'));
      i += 3;
    } else {
      out += text[i];
    }
  }
  return out;
}

bool has_word(std::string_view text, std::string_view word, std::string_view separators) {
  std::size_t at = 0;
  while (at <= text.size()) {
    const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
    if (text.substr(at, end - at) == word) return true;
    at = end + 1;
  }
  return false;
}

std::string why_not(const std::vector<Mount>& mounts, std::string_view boot) {
  if (boot.find("cgroup_disable=memory") != std::string_view::npos)
    return "the kernel was booted with cgroup_disable=memory; take that word off its command line and reboot";
  if (mounts.empty())
    return "no cgroup filesystem is mounted; mount one, as in: mount -t cgroup2 none /sys/fs/cgroup";
  return "no mounted cgroup hierarchy has it; it may be off in the kernel (CONFIG_MEMCG), or not passed on "
         "to this container. See `limitest doctor`";
}

}  // namespace

std::vector<Mount> parse_mountinfo(std::string_view text) {
  std::vector<Mount> mounts;
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string skip;
    Mount mount;
    words >> skip >> skip >> skip >> mount.root >> mount.point;
    while (words >> skip && skip != "-") {
    }
    words >> mount.type >> skip >> mount.options;
    if (mount.type != "cgroup" && mount.type != "cgroup2") continue;
    mount.root = unescape(mount.root);
    mount.point = unescape(mount.point);
    mounts.push_back(std::move(mount));
  }
  return mounts;
}

// Files of the root alone, or of all but the root (kernel/cgroup/cgroup-v1.c, cgroup.c).
bool has_root(const Location& location) {
  const auto is_there = [&](const char* file) {
    return ::access((location.mount + file).c_str(), F_OK) == 0;
  };
  return location.hierarchy == Hierarchy::v1 ? is_there("/release_agent") : !is_there("/cgroup.type");
}

bool mounted_with(const Location& location, std::string_view option) {
  constexpr std::string_view negation = "no ";
  const bool wanted = !option.starts_with(negation);
  if (!wanted) option.remove_prefix(negation.size());
  return has_word(location.options, option, ",") == wanted;
}

Result<Location> choose_location(const std::vector<Mount>& mounts, std::string_view v2_controllers,
                                 std::string_view boot) {
  for (const Mount& mount : mounts)
    if (mount.type == "cgroup" && has_word(mount.options, "memory", ","))
      return Location{Hierarchy::v1, mount.point, mount.options};
  for (const Mount& mount : mounts)
    if (mount.type == "cgroup2" && has_word(v2_controllers, "memory", " \n"))
      return Location{Hierarchy::v2, mount.point, mount.options};
  return failure("no memory controller: {}", why_not(mounts, boot));
}

Result<Location> find_memory_controller() {
  const std::vector<Mount> mounts = parse_mountinfo(LIMITEST_TRY(read_file("/proc/self/mountinfo")));
  std::string controllers;
  const auto unified = std::ranges::find(mounts, "cgroup2", &Mount::type);
  if (unified != mounts.end()) controllers = read_file(unified->point + "/cgroup.controllers").value_or("");
  return choose_location(mounts, controllers, read_file("/proc/cmdline").value_or(""));
}

}  // namespace limitest::cgroup
