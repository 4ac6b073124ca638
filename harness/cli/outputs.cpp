// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/outputs.h"

#include <algorithm>
#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

#include "harness/base/nearest.h"
#include "reports/formats.h"

namespace limitest::cli {
namespace {

std::vector<std::string> known_kinds() {
  std::vector<std::string> kinds{"jsonl"};
  for (const reports::Format& format : reports::formats()) kinds.emplace_back(format.name);
  return kinds;
}

// A path that cannot be written is found out now, not after the run. Files that were not there
// before are not left behind empty.
Result<> try_to_write(const std::string& path) {
  std::error_code problem;
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder, problem);
  const bool existed = std::filesystem::exists(path, problem);
  LIMITEST_TRY(open_at(AT_FDCWD, path, O_WRONLY | O_CREAT, 0644));
  if (!existed) (void)::unlink(path.c_str());
  return {};
}

}  // namespace

const Option output_option{
    "-o,--output", "KIND=FILE",
    "write a report: jsonl (every result, as it comes), junit or html; may be repeated", true};

const Option lines_option{"-o,--output", "jsonl=FILE", "write a line of JSON for each; may be repeated",
                          true};

Result<Outputs> Outputs::open_lines(const std::vector<std::string>& wanted) {
  for (const std::string& one : wanted)
    if (!one.starts_with("jsonl=")) return failure("--output {}: this command writes jsonl=FILE alone", one);
  return open(wanted);
}

Result<Outputs> Outputs::open(const std::vector<std::string>& wanted) {
  Outputs outputs;
  for (const std::string& one : wanted) {
    const std::size_t equals = one.find('=');
    const std::string kind = one.substr(0, equals);
    const std::string path = equals == std::string::npos ? "" : one.substr(equals + 1);
    const std::vector<std::string> kinds = known_kinds();
    if (std::ranges::find(kinds, kind) == kinds.end())
      return failure("--output {}: no kind '{}'{}", one, kind, suggestion(kind, kinds));
    if (path.empty()) return failure("--output {}: no file; write it as {}=FILE", one, kind);
    LIMITEST_TRY_VOID(try_to_write(path));
    outputs.files_.push_back(one);
    if (kind == "jsonl")
      outputs.lines_.push_back(
          LIMITEST_TRY(open_at(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0644)));
    else
      outputs.reports_.push_back({kind, path});
  }
  return outputs;
}

void Outputs::line(const std::string& text) {
  for (const Fd& file : lines_) (void)write_once(file.number(), text);
}

Result<> Outputs::finish(const result::Run& run) {
  std::string problems;
  for (const Pending& report : reports_) {
    const std::string text = reports::find_format(report.kind)->render(run);
    const bool plain_file =
        !std::filesystem::exists(report.path) || std::filesystem::is_regular_file(report.path);
    Result<> done;
    if (plain_file) {
      done = replace_file(report.path, text);
    } else {  // a terminal, a pipe: nothing to replace
      auto file = open_at(AT_FDCWD, report.path, O_WRONLY);
      if (!file)
        done = std::unexpected(file.error());
      else if (!write_once(file->number(), text).accepted())
        done = failure("cannot write {}", report.path);
    }
    if (!done) problems += (problems.empty() ? "" : "; ") + done.error().message;
  }
  if (problems.empty()) return {};
  return failure("{}", problems);
}

}  // namespace limitest::cli
