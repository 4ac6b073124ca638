// SPDX-License-Identifier: Apache-2.0
#include "harness/cgroup/group.h"

#include <cerrno>
#include <charconv>
#include <memory>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace limitest::cgroup {

std::expected<Group, Errno> Group::create(const Group& parent, const std::string& name) {
  constexpr mode_t ordinary = 0755;
  if (::mkdirat(parent.directory(), name.c_str(), ordinary) != 0) return std::unexpected(Errno{errno});
  return parent.child(name);
}

std::expected<Group, Errno> Group::open(const std::string& path, Hierarchy hierarchy) {
  auto directory = open_at(AT_FDCWD, path, O_RDONLY | O_DIRECTORY);
  if (!directory) return std::unexpected(Errno{directory.error().code});
  return Group(path, std::move(*directory), hierarchy);
}

std::expected<Group, Errno> Group::child(const std::string& name) const {
  auto below = open_at(directory(), name, O_RDONLY | O_DIRECTORY);
  if (!below) return std::unexpected(Errno{below.error().code});
  return Group(path_ + "/" + name, std::move(*below), hierarchy_);
}

std::expected<Fd, Errno> Group::open_file(const std::string& file, int flags) const {
  auto opened = open_at(directory(), file, flags);
  if (!opened) return std::unexpected(Errno{opened.error().code});
  return std::move(*opened);
}

Errno Group::write(const std::string& file, std::string_view text) const {
  const auto opened = open_file(file, O_WRONLY);
  return opened ? write_once(opened->number(), text) : opened.error();
}

std::expected<std::string, Errno> Group::read(const std::string& file) const {
  const auto opened = open_file(file, O_RDONLY);
  if (!opened) return std::unexpected(opened.error());
  auto text = read_whole(opened->number());
  if (!text) return std::unexpected(Errno{text.error().code});
  return std::move(*text);
}

bool Group::has(const std::string& file) const {
  return ::faccessat(directory(), file.c_str(), F_OK, 0) == 0;
}

std::expected<std::vector<int>, Errno> Group::processes() const {
  const auto text = read("cgroup.procs");
  if (!text) return std::unexpected(text.error());
  std::vector<int> pids;
  const char* at = text->data();
  const char* end = at + text->size();
  while (at < end) {
    int pid = 0;
    const auto parsed = std::from_chars(at, end, pid);
    if (pid > 0) pids.push_back(pid);
    at = parsed.ptr + 1;
  }
  return pids;
}

Errno Group::remove() const {
  return answer_of(::rmdir(path_.c_str()));
}

std::vector<std::string> Group::children() const {
  std::vector<std::string> names;
  Fd again(::openat(directory(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!again) return names;
  const std::unique_ptr<DIR, int (*)(DIR*)> listing(::fdopendir(again.number()), &::closedir);
  if (!listing) return names;
  (void)again.release();  // the listing closes it
  while (const dirent* entry = ::readdir(listing.get())) {
    const std::string name = entry->d_name;
    if (entry->d_type == DT_DIR && name != "." && name != "..") names.push_back(name);
  }
  return names;
}

std::string_view attach_file(Hierarchy hierarchy) {
  return hierarchy == Hierarchy::v1 ? "tasks" : "cgroup.procs";
}

}  // namespace limitest::cgroup
