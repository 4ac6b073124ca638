// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/beside.h"

#include <algorithm>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>

#include "harness/base/fd.h"
#include "harness/guest/module_info.h"

namespace limitest::guest {
namespace {

namespace fs = std::filesystem;

// "linux-modules-7.3.4_7.3.4-1_amd64.deb" -> "_7.3.4-1_amd64.deb"
std::string version_part(const std::string& file) {
  const std::size_t at = file.find('_');
  return at == std::string::npos ? "" : file.substr(at);
}

// The number in "# Linux/x86 6.12.117 Kernel Configuration", which is how the kernel's build heads it.
std::string_view configured_version(std::string_view text) {
  constexpr std::string_view before = "# Linux/";
  const std::size_t at = text.substr(0, 1024).find(before);
  if (at == std::string_view::npos) return "";
  text.remove_prefix(at + before.size());
  text.remove_prefix(std::min(text.find(' ') + 1, text.size()));
  return text.substr(0, text.find(' '));
}

}  // namespace

Result<std::string> read_bounded(const std::string& path) {
  constexpr off_t most = off_t{2} << 30;
  const Fd file = LIMITEST_TRY(open_at(AT_FDCWD, path, O_RDONLY | O_NONBLOCK));
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) return std::unexpected(Error::from_errno(path));
  if (S_ISDIR(status.st_mode)) return failure("{}: it is a directory", path);
  if (!S_ISREG(status.st_mode)) return failure("{}: it is no regular file", path);
  if (status.st_size > most) return failure("{}: it is larger than 2 GiB", path);
  auto data = read_whole(file.number());
  if (!data) return std::unexpected(data.error().within(path));
  return data;
}

std::vector<std::string> companion_packages(const std::string& path, const std::string& release) {
  const fs::path given(path);
  const std::string version = version_part(given.filename());
  std::vector<std::string> found;
  std::error_code problem;
  const fs::path folder = given.has_parent_path() ? given.parent_path() : ".";
  for (const auto& entry : fs::directory_iterator(folder, problem)) {
    const std::string name = entry.path().filename();
    const bool belongs = name.starts_with(fmt::format("linux-modules-{}_", release)) ||
                         name.starts_with(fmt::format("linux-base-{}_", release));
    if (belongs && name.ends_with(".deb") && (version.empty() || version_part(name) == version))
      found.push_back(entry.path());
  }
  std::ranges::sort(found);
  return found;
}

std::string configuration_beside(const std::string& path, const std::string& release) {
  const fs::path folder = fs::path(path).parent_path();
  for (const std::string& name : {"config-" + release, std::string("config")}) {
    std::string text = read_bounded(folder / name).value_or("");
    const std::string_view version = configured_version(text);
    if (!version.empty() && release.starts_with(version)) return text;
  }
  return "";
}

ModuleFiles installed_modules(const std::string& path, const std::string& release) {
  ModuleFiles files;
  std::error_code problem;
  const fs::path image = fs::canonical(path, problem);
  if (problem || release.empty() || image.parent_path().filename() != "boot") return files;
  const fs::path folder = image.parent_path().parent_path() / "lib/modules" / release / "kernel";
  const auto what_can_be_read = fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator at(folder, what_can_be_read, problem), end; at != end && !problem;
       at.increment(problem)) {
    if (!may_be_needed(at->path().native())) continue;
    if (auto data = read_bounded(at->path())) files[module_name(at->path().native())] = std::move(*data);
  }
  return files;
}

}  // namespace limitest::guest
