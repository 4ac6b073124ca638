// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/matrix_cells.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

namespace limitest::cli {
namespace {

using cgroup::Hierarchy;
using guest::KernelImage;

// Empty where the configuration is not known or does not speak against it: then the guest will tell.
std::string missing_controller(const KernelImage& image, Hierarchy hierarchy) {
  const std::string lines = "\n" + image.configuration + "\n";
  const auto is_off = [&](std::string_view option) {
    return lines.find(fmt::format("\n# {} is not set\n", option)) != std::string::npos;
  };
  if (is_off("CONFIG_MEMCG")) return "this kernel was built without a memory controller (CONFIG_MEMCG)";
  // An option of its own since 6.11.
  if (hierarchy == Hierarchy::v1 && is_off("CONFIG_MEMCG_V1"))
    return "this kernel was built without the memory controller of v1 (CONFIG_MEMCG_V1)";
  return {};
}

// The release, or what else tells the image from those before it.
std::string name_of(const KernelImage& image, const std::vector<PlannedCell>& before) {
  const auto taken = [&](const std::string& name) {
    return std::ranges::any_of(before, [&](const PlannedCell& cell) { return cell.kernel == name; });
  };
  const std::string file = std::filesystem::path(image.path).filename();
  std::string name = image.release.empty() ? file : image.release;
  if (taken(name) && !image.release.empty()) name = fmt::format("{} ({})", image.release, file);
  const std::string alike = name;
  for (int number = 2; taken(name); ++number) name = fmt::format("{} #{}", alike, number);
  return name;
}

}  // namespace

Result<MatrixCells> plan_cells(const std::vector<std::string>& images,
                               const std::vector<Hierarchy>& hierarchies) {
  MatrixCells planned;
  std::string problems;
  for (const std::string& path : images) {
    auto image = guest::open_kernel_image(path);
    if (!image) {
      problems += (problems.empty() ? "" : "\n") + image.error().message;
      continue;
    }
    planned.images.push_back(std::make_unique<KernelImage>(std::move(*image)));
    const KernelImage& opened = *planned.images.back();
    const std::string kernel = name_of(opened, planned.cells);
    for (const Hierarchy hierarchy : hierarchies)
      planned.cells.push_back({&opened, hierarchy, kernel, missing_controller(opened, hierarchy)});
  }
  if (!problems.empty()) return failure("{}", problems);
  return planned;
}

std::vector<result::Cell> to_results(const MatrixCells& cells, const std::vector<std::string>& options) {
  std::vector<result::Cell> results;
  for (const PlannedCell& cell : cells.cells)
    results.push_back({.machine = {.host = "",
                                   .kernel = cell.kernel,
                                   .hierarchy = std::string(to_string(cell.hierarchy)),
                                   .image = cell.image->path,
                                   .facts = {},
                                   .options = options},
                       .left_out = cell.left_out});
  return results;
}

}  // namespace limitest::cli
