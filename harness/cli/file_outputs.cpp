// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/file_outputs.h"

#include <algorithm>

#include "harness/base/nearest.h"

namespace limitest::cli {

Result<std::vector<FileOutput>> understand_outputs(const std::vector<std::string>& given,
                                                   std::span<const std::string> kinds) {
  std::vector<FileOutput> all;
  for (const std::string& one : given) {
    const std::size_t equals = one.find('=');
    FileOutput wanted{one.substr(0, equals), equals == std::string::npos ? "" : one.substr(equals + 1)};
    if (std::ranges::find(kinds, wanted.kind) == kinds.end())
      return failure("--output {}: no kind '{}'{}", one, wanted.kind, suggestion(wanted.kind, kinds));
    if (wanted.path.empty()) return failure("--output {}: no file; write it as {}=FILE", one, wanted.kind);
    all.push_back(std::move(wanted));
  }
  return all;
}

}  // namespace limitest::cli
