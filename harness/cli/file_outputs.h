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

// The error names what is wrong with the first that is, and the nearest kind there is. Nothing that stood in
// a file is lost by then.
Result<std::vector<FileOutput>> understand_outputs(const std::vector<std::string>& given,
                                                   std::span<const std::string> kinds);

// Where else to print: stdout, or stderr where one of them takes that.
int stream_beside(const std::vector<FileOutput>& outputs);

}  // namespace limitest::cli
