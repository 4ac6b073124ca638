// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/outputs.h"

#include <algorithm>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness/cli/output_file.h"
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
  std::vector<std::string> devices;
  std::vector<std::string> reports;
  for (const std::string& one : wanted) (one.starts_with("channel=") ? devices : reports).push_back(one);
  const auto files = LIMITEST_TRY(understand_outputs(reports, known_kinds()));
  Outputs outputs;
  for (const std::string& device : devices)
    outputs.channel_.emplace(LIMITEST_TRY(guest::Channel::open(device.substr(device.find('=') + 1))));
  for (const FileOutput& file : files) LIMITEST_TRY_VOID(outputs.add(file));
  outputs.files_ = std::move(reports);
  return outputs;
}

Result<> Outputs::add(const FileOutput& wanted) {
  const reports::Format* format = reports::find_format(wanted.kind);
  if (format != nullptr && format->stream == nullptr) {
    LIMITEST_TRY_VOID(try_to_replace(wanted.path));
    reports_.push_back({format, wanted.path});
    return {};
  }
  growing_.push_back({wanted.path, LIMITEST_TRY(open_output(wanted.path, O_TRUNC | O_APPEND)),
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
    if (const auto done = write_output(path, text); !done) note(done.error());
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
