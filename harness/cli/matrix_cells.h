// SPDX-License-Identifier: Apache-2.0
// The cells of a matrix: every kernel on every hierarchy that was asked for.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "harness/cgroup/control_file.h"
#include "harness/guest/kernel_image.h"
#include "harness/result/model.h"

namespace limitest::cli {

struct PlannedCell {
  const guest::KernelImage* image = nullptr;
  cgroup::Hierarchy hierarchy{};
  std::string kernel;    // what its outcomes bear: the release, told apart where two images share one
  std::string left_out;  // why it cannot be played, where the kernel's configuration says so
};

struct MatrixCells {
  std::vector<std::unique_ptr<guest::KernelImage>> images;
  std::vector<PlannedCell> cells;  // kernel by kernel, in the order given
};

// Opens all images. The error joins what is wrong with each that cannot be opened.
Result<MatrixCells> plan_cells(const std::vector<std::string>& images,
                               const std::vector<cgroup::Hierarchy>& hierarchies);

// As results bear them before anything has booted.
std::vector<result::Cell> to_results(const MatrixCells& cells, const std::vector<std::string>& options);

}  // namespace limitest::cli
