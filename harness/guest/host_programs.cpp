// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/host_programs.h"

#include <algorithm>
#include <sstream>

#include "harness/engine/launch.h"
#include "harness/guest/beside.h"
#include "harness/guest/elf_file.h"
#include "harness/guest/output_of.h"

namespace limitest::guest {
namespace {

// Where the guest looks for it.
std::string place_of(const std::string& name) {
  return name.starts_with('/') ? name : "/bin/" + name;
}

void add(std::vector<GuestFile>& files, const std::string& from, const std::string& to) {
  if (std::ranges::find(files, to, &GuestFile::path) != files.end()) return;
  if (auto content = read_bounded(from); content && is_elf(*content))
    files.push_back({.path = to, .content = std::move(*content), .mode = executable});
}

}  // namespace

std::vector<std::string> libraries_in(std::string_view text) {
  std::vector<std::string> paths;
  std::istringstream words{std::string(text)};
  for (std::string word; words >> word;)
    if (word.starts_with('/')) paths.push_back(word);
  return paths;
}

std::vector<GuestFile> host_programs(const std::set<std::string>& names) {
  std::vector<GuestFile> files;
  const std::string ldd = engine::find_program("ldd");
  for (const std::string& name : names) {
    const std::string path = engine::find_program(name);
    const bool relative = name.find('/') != std::string::npos && !name.starts_with('/');
    if (path.empty() || relative) continue;
    add(files, path, place_of(name));
    if (!ldd.empty())
      for (const std::string& library : libraries_in(output_of(ldd, {"ldd", path})))
        add(files, library, library);
  }
  return files;
}

}  // namespace limitest::guest
