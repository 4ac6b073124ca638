// SPDX-License-Identifier: Apache-2.0
// `--output KIND=FILE` of the commands whose results are one text of each kind, written at the end.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/result.h"

namespace limitest::cli {

struct FileOutput {
  std::string kind;
  std::string path;
};

// The error names what is wrong with the first that is, and the nearest kind there is.
Result<std::vector<FileOutput>> understand_outputs(const std::vector<std::string>& given,
                                                   std::span<const std::string> kinds);

}  // namespace limitest::cli
