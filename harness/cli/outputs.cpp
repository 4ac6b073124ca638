// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/outputs.h"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness/base/nearest.h"
#include "harness/cli/terminal.h"
#include "harness/result/json_lines.h"
#include "reports/formats.h"

namespace limitest::cli {
namespace {

std::vector<std::string> known_kinds() {
  std::vector<std::string> kinds{"jsonl"};
  for (const reports::Format& format : reports::formats()) kinds.emplace_back(format.name);
  return kinds;
}

// "/dev/stdout" opened anew would start at the file's beginning and could be renamed over: the descriptor
// itself is what is meant. -1 for any other path.
int descriptor_meant(const std::string& path) {
  for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
    int number = -1;
    const char* const end = path.data() + path.size();
    if (path.starts_with(folder) && std::from_chars(path.data() + folder.size(), end, number).ptr == end)
      return number;
  }
  if (path == "-" || path == "/dev/stdout") return STDOUT_FILENO;
  return path == "/dev/stderr" ? STDERR_FILENO : -1;
}

// True for a terminal, a pipe, /dev/stdout: nothing to replace.
bool is_stream(const std::string& path) {
  std::error_code problem;
  return descriptor_meant(path) >= 0 ||
         (std::filesystem::exists(path, problem) && !std::filesystem::is_regular_file(path, problem));
}

Result<Fd> open_stream(const std::string& path, int flags) {
  const int meant = descriptor_meant(path);
  if (meant < 0) return open_at(AT_FDCWD, path, O_WRONLY | O_CREAT | flags, 0644);
  Fd copy(::fcntl(meant, F_DUPFD_CLOEXEC, 0));
  if (!copy) return std::unexpected(Error::from_errno(fmt::format("open {}", path)));
  return copy;
}

Result<> write_named(int file, std::string_view text, const std::string& path) {
  const auto written = write_all(file, text);
  if (written) return {};
  return std::unexpected(Error::from_errno(fmt::format("write {}", path), written.error().code));
}

// A path that cannot be written is found out now, not after the run. Files that were not there
// before are not left behind empty.
Result<> try_to_write(const std::string& path) {
  if (is_stream(path)) return {};
  std::error_code problem;
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder, problem);
  const bool existed = std::filesystem::exists(path, problem);
  LIMITEST_TRY(open_at(AT_FDCWD, path, O_WRONLY | O_CREAT, 0644));
  if (!existed) (void)::unlink(path.c_str());
  return {};
}

// A report replaces its file, which takes the right to write in its folder.
Result<> try_to_replace(const std::string& path) {
  if (is_stream(path)) return {};
  std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (folder.empty()) folder = ".";
  if (::access(folder.c_str(), W_OK | X_OK) == 0) return {};
  return std::unexpected(Error::from_errno(fmt::format("write {} in {}", path, folder.string())));
}

}  // namespace

const Option output_option{
    "-o,--output", "KIND=FILE",
    "write a report: jsonl or ktap (line by line, as results come), junit, json or html; may be repeated",
    true};

const Option lines_option{"-o,--output", "jsonl=FILE", "write a line of JSON for each; may be repeated",
                          true};

Result<Outputs> Outputs::open_lines(const std::vector<std::string>& wanted) {
  for (const std::string& one : wanted)
    if (!one.starts_with("jsonl=") && !one.starts_with("channel="))
      return failure("--output {}: this command writes jsonl=FILE alone", one);
  return open(wanted);
}

Result<Outputs> Outputs::open(const std::vector<std::string>& wanted) {
  Outputs outputs;
  for (const std::string& one : wanted) {
    const std::size_t equals = one.find('=');
    const std::string kind = one.substr(0, equals);
    const std::string path = equals == std::string::npos ? "" : one.substr(equals + 1);
    if (kind == "channel") {
      outputs.channel_.emplace(LIMITEST_TRY(guest::Channel::open(path)));
      continue;
    }
    const std::vector<std::string> kinds = known_kinds();
    if (std::ranges::find(kinds, kind) == kinds.end())
      return failure("--output {}: no kind '{}'{}", one, kind, suggestion(kind, kinds));
    if (path.empty()) return failure("--output {}: no file; write it as {}=FILE", one, kind);
    LIMITEST_TRY_VOID(outputs.add(kind, path));
    outputs.files_.push_back(one);
  }
  return outputs;
}

Result<> Outputs::add(const std::string& kind, const std::string& path) {
  LIMITEST_TRY_VOID(try_to_write(path));
  const reports::Format* format = reports::find_format(kind);
  if (format != nullptr && format->stream == nullptr) {
    LIMITEST_TRY_VOID(try_to_replace(path));
    reports_.push_back({format, path});
    return {};
  }
  growing_.push_back({path, LIMITEST_TRY(open_stream(path, O_TRUNC | O_APPEND)),
                      format == nullptr ? nullptr : format->stream()});
  return {};
}

void Outputs::note(const Error& problem) {
  if (problems_.find(problem.message) == std::string::npos)
    problems_ += (problems_.empty() ? "" : "; ") + problem.message;
}

void Outputs::write(const Growing& output, std::string_view text) {
  if (const auto done = write_named(output.file.number(), text, output.path); !done) note(done.error());
}

void Outputs::tell_host(std::string_view text) {
  if (channel_) channel_->write(guest::Kind::line, text);
}

void Outputs::line(std::string_view text) {
  tell_host(text);
  for (const Growing& output : growing_)
    if (output.stream == nullptr) write(output, text);
}

void Outputs::begin(const result::Run& run, std::size_t planned) {
  line(result::run_line(run));
  for (std::size_t place = 0; place < run.cells.size(); ++place) cell(place, run.cells[place]);
  for (const Growing& output : growing_)
    if (output.stream != nullptr) write(output, output.stream->opening(run, planned));
}

void Outputs::cell(std::size_t place, const result::Cell& cell) {
  line(result::cell_line(place, cell));
}

void Outputs::started(const result::InFlight& scenario, Nanoseconds since_start_of_run) {
  line(result::start_line(scenario, since_start_of_run));
}

void Outputs::ended(const result::Outcome& outcome) {
  line(result::end_line(outcome));
  for (const Growing& output : growing_)
    if (output.stream != nullptr) write(output, output.stream->next(outcome));
}

Result<> Outputs::finish(const result::Run& run) {
  if (run.finished) line(result::done_line(run));
  for (const Growing& output : growing_)
    if (output.stream != nullptr) write(output, output.stream->closing(run));
  for (const auto& [format, path] : reports_) {
    const std::string text = format->render(run);
    Result<> done;
    if (!is_stream(path))
      done = replace_file(path, text);
    else if (const auto file = open_stream(path, 0))
      done = write_named(file->number(), text, path);
    else
      done = std::unexpected(file.error());
    if (!done) note(done.error());
  }
  return written();
}

Result<> Outputs::written() const {
  if (problems_.empty()) return {};
  return failure("{}", problems_);
}

bool Outputs::take(int descriptor) const {
  struct stat asked {};
  if (::fstat(descriptor, &asked) != 0) return false;
  const auto same = [&](const struct stat& other) {
    return other.st_dev == asked.st_dev && other.st_ino == asked.st_ino;
  };
  struct stat other {};
  for (const Growing& output : growing_)
    if (::fstat(output.file.number(), &other) == 0 && same(other)) return true;
  for (const Pending& report : reports_)
    if (is_stream(report.path) &&
        ::stat(report.path == "-" ? "/dev/stdout" : report.path.c_str(), &other) == 0 && same(other))
      return true;
  return false;
}

int stream_for_people(const Outputs& outputs) {
  if (!outputs.take(STDOUT_FILENO)) return STDOUT_FILENO;
  return outputs.take(STDERR_FILENO) ? nowhere : STDERR_FILENO;
}

}  // namespace limitest::cli
