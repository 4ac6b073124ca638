// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/cpio.h"

#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <sys/stat.h>

namespace limitest::guest {

void Cpio::folder(std::string_view path, unsigned mode) {
  add(path, {.mode = S_IFDIR | mode, .links = 2}, "");
}

void Cpio::file(std::string_view path, std::string_view content, unsigned mode) {
  add(path, {.mode = S_IFREG | mode}, content);
}

void Cpio::link(std::string_view path, std::string_view target) {
  constexpr unsigned all = 0777;
  add(path, {.mode = S_IFLNK | all}, target);
}

void Cpio::device(std::string_view path, unsigned mode, unsigned major, unsigned minor) {
  add(path, {.mode = S_IFCHR | mode, .major = major, .minor = minor}, "");
}

std::string Cpio::finish() {
  add("TRAILER!!!", {.mode = 0}, "");
  return std::exchange(bytes_, {});
}

void Cpio::add(std::string_view path, const Node& node, std::string_view content) {
  constexpr unsigned zero = 0;
  // magic, ino, mode, uid, gid, nlink, mtime, filesize, devmajor, devminor, rdevmajor, rdevminor,
  // namesize with its NUL, check
  fmt::format_to(std::back_inserter(bytes_),
                 "070701{:08x}{:08x}{:08x}{:08x}{:08x}{:08x}{:08x}{:08x}{:08x}{:08x}{:08x}{:08x}{:08x}",
                 ++serial_, node.mode, zero, zero, node.links, zero, content.size(), zero, zero, node.major,
                 node.minor, path.size() + 1, zero);
  bytes_ += path;
  bytes_ += '\0';
  pad();
  bytes_ += content;
  pad();
}

void Cpio::pad() {
  constexpr std::size_t boundary = 4;
  bytes_.resize((bytes_.size() + boundary - 1) / boundary * boundary, '\0');
}

}  // namespace limitest::guest
