// SPDX-License-Identifier: Apache-2.0
#include "harness/cgroup/run_tree.h"

#include <algorithm>
#include <charconv>
#include <ranges>
#include <sstream>

#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "harness/base/fd.h"
#include "harness/base/proc_stat.h"

namespace limitest::cgroup {
namespace {

constexpr std::string_view prefix = "limitest-";
constexpr Nanoseconds removal_budget = std::chrono::seconds(10);

std::optional<unsigned long long> start_of(int pid) {
  const auto stat = proc_stat_of(pid);
  return stat ? std::optional<unsigned long long>(stat->start) : std::nullopt;
}

template <class Number>
bool parse_whole(std::string_view text, Number& number) {
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  return parsed.ec == std::errc{} && parsed.ptr == end;
}

// Our own group in this hierarchy, from /proc/self/cgroup; the mount point if it cannot be told.
std::string own_group(const Location& location) {
  std::istringstream lines(read_file("/proc/self/cgroup").value_or(""));
  const std::string wanted = location.hierarchy == Hierarchy::v1 ? "memory" : "";
  for (std::string line; std::getline(lines, line);) {
    const std::size_t first = line.find(':');
    const std::size_t second = line.find(':', first + 1);
    const std::string controllers = "," + line.substr(first + 1, second - first - 1) + ",";
    if (wanted.empty() ? controllers == ",," : controllers.find("," + wanted + ",") != std::string::npos)
      return location.mount + (line.substr(second + 1) == "/" ? "" : line.substr(second + 1));
  }
  return location.mount;
}

std::vector<std::string> places(const Location& location) {
  std::vector<std::string> all{location.mount};
  if (std::string own = own_group(location); own != location.mount) all.push_back(std::move(own));
  return all;
}

}  // namespace

Owner this_process() {
  const int pid = ::getpid();
  struct stat own {};
  (void)::stat("/proc/self/ns/pid", &own);
  return {pid, start_of(pid).value_or(0), own.st_ino};
}

bool is_alive(const Owner& owner) {
  return owner.pid_namespace != this_process().pid_namespace || start_of(owner.pid) == owner.start;
}

std::string tree_name(std::string_view time, const Owner& owner) {
  return fmt::format("{}{}-{}-{}-{}", prefix, time, owner.pid, owner.start, owner.pid_namespace);
}

std::optional<Owner> owner_of(std::string_view name) {
  if (!name.starts_with(prefix)) return std::nullopt;
  name.remove_prefix(prefix.size());
  std::vector<std::string_view> parts;
  for (const auto part : std::views::split(name, '-')) parts.emplace_back(part.begin(), part.end());
  constexpr std::size_t wanted = 4;
  if (parts.size() != wanted) return std::nullopt;
  Owner owner;
  if (!parse_whole(parts[1], owner.pid) || !parse_whole(parts[2], owner.start)) return std::nullopt;
  if (!parse_whole(parts[3], owner.pid_namespace)) return std::nullopt;
  return owner;
}

Result<Group> make_run_tree(const Location& location, const std::string& name) {
  Errno last;
  for (const std::string& place : places(location)) {
    const auto parent = Group::open(place, location.hierarchy);
    if (!parent) {
      last = parent.error();
      continue;
    }
    auto tree = Group::create(*parent, name);
    if (!tree) {
      last = tree.error();
      continue;
    }
    if (location.hierarchy == Hierarchy::v2) {
      (void)parent->write("cgroup.subtree_control", "+memory");
      if (const Errno answer = tree->write("cgroup.subtree_control", "+memory"); !answer.accepted()) {
        (void)tree->remove();
        return failure("cannot pass the memory controller on below {}: {}", tree->path(), answer.described());
      }
    }
    return std::move(*tree);
  }
  return failure("cannot make a cgroup in {}: {}; {}", location.mount, last.described(),
                 last.code == EROFS ? "mount it writable, or play in a guest with --kernel IMAGE"
                                    : "run as root, or in a delegated scope");
}

std::string root_above(const Group& group) {
  const auto type_of = [](const std::string& path) {
    struct statfs status {};
    return ::statfs(path.c_str(), &status) == 0 ? status.f_type : 0;
  };
  const auto type = type_of(group.path());
  std::string root = group.path();
  for (std::string above = root; type != 0 && !above.empty() && type_of(above) == type;
       above = above.substr(0, above.rfind('/')))
    root = above;
  return root;
}

std::vector<std::string> run_trees(const Location& location) {
  std::vector<std::string> found;
  for (const std::string& place : places(location)) {
    const auto parent = Group::open(place, location.hierarchy);
    if (!parent) continue;
    for (const std::string& name : parent->children())
      if (owner_of(name)) found.push_back(place + "/" + name);
  }
  return found;
}

StaleTrees remove_stale_trees(const Location& location) {
  StaleTrees stale;
  for (const std::string& path : run_trees(location)) {
    const auto owner = owner_of(path.substr(path.rfind('/') + 1));
    if (!owner || is_alive(*owner)) continue;
    const auto tree = Group::open(path, location.hierarchy);
    if (!tree) continue;
    if (const Result<> gone = empty_and_remove(*tree, removal_budget))
      stale.removed.push_back(path);
    else
      stale.troubles.push_back(gone.error().message);
  }
  return stale;
}

}  // namespace limitest::cgroup
