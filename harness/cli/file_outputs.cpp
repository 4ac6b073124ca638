// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/file_outputs.h"

#include <algorithm>

#include <unistd.h>

#include "harness/base/nearest.h"
#include "harness/cli/output_file.h"

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
    if (const auto same = std::ranges::find(all, wanted.path, &FileOutput::path);
        same != all.end() && !is_stream(wanted.path))
      return failure("--output {}: {} goes to that file already", one, same->kind);
    LIMITEST_TRY_VOID(try_to_write(wanted.path));
    all.push_back(std::move(wanted));
  }
  return all;
}

int stream_beside(const std::vector<FileOutput>& outputs) {
  const bool taken = std::ranges::any_of(
      outputs, [](const FileOutput& one) { return descriptor_meant(one.path) == STDOUT_FILENO; });
  return taken ? STDERR_FILENO : STDOUT_FILENO;
}

}  // namespace limitest::cli
