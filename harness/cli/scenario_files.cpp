// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/scenario_files.h"

#include <algorithm>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "harness/base/fd.h"

namespace limitest::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t largest_file = 1U << 20U;

}  // namespace

std::string without_ending(std::string name) {
  for (const std::string_view ending : {".yaml", ".yml"})
    if (name.ends_with(ending)) name.resize(name.size() - ending.size());
  return name;
}

bool is_scenario_file(const fs::path& path) {
  return path.extension() == ".yaml" || path.extension() == ".yml";
}

Result<std::vector<fs::path>> scenario_files_in(const fs::path& directory) {
  std::vector<fs::path> files;
  std::error_code problem;
  for (fs::recursive_directory_iterator at(directory, problem), end; !problem && at != end;
       at.increment(problem))
    if (is_scenario_file(at->path())) files.push_back(at->path());
  if (problem) return failure("{}: {}", directory.string(), problem.message());
  std::ranges::sort(files);
  return files;
}

Result<std::string> read_scenario_file(const fs::path& path) {
  std::error_code none;
  if (fs::is_regular_file(path, none) && fs::file_size(path, none) > largest_file)
    return failure("{}: more than 1 MiB; this is no scenario", path.string());
  return read_file(path);
}

}  // namespace limitest::cli
