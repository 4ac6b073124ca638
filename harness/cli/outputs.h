// SPDX-License-Identifier: Apache-2.0
// `--output KIND=FILE` of what plays scenarios: jsonl and ktap grow while the run goes on; all others are
// written when the report is ready.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "harness/base/fd.h"
#include "harness/cli/command.h"
#include "harness/cli/file_outputs.h"
#include "harness/guest/channel.h"
#include "harness/result/model.h"
#include "reports/formats.h"

namespace limitest::cli {

class Outputs {
 public:
  // Takes the values of --output, and channel=DEVICE of a guest: its lines are with the host before the
  // kernel can die of what they announce. The error names the wrong kind or path.
  static Result<Outputs> open(const std::vector<std::string>& wanted);

  // The same for commands that write lines and nothing else, to files or to the host.
  static Result<Outputs> open_lines(const std::vector<std::string>& wanted);

  // A line for every jsonl output, written out at once.
  void line(std::string_view text);
  // A line for the host of this guest alone.
  void tell_host(std::string_view text);
  // What the growing ones say at the start of a run of so many scenarios, when one starts, and when it ends.
  void begin(const result::Run& run, std::size_t planned);
  void started(const result::InFlight& scenario, Nanoseconds since_start_of_run);
  // In a matrix: a cell's machine is known, or it is left out.
  void cell(std::size_t place, const result::Cell& cell);
  void ended(const result::Outcome& outcome);
  // The end of those, and all other kinds from the whole run. Errors, those of earlier writes too, are
  // joined in one.
  Result<> finish(const result::Run& run);

  // Errors of writes so far, joined in one; for commands that write lines and nothing else.
  [[nodiscard]] Result<> written() const;

  // Whether one of them goes to the very file that stdout (1) or stderr (2) is, where nothing else may be
  // printed then.
  [[nodiscard]] bool take(int descriptor) const;

  // "junit=out/junit.xml", ... as given, for the closing words.
  [[nodiscard]] const std::vector<std::string>& files() const { return files_; }

 private:
  // A file that is open from the start; without a stream it is results.jsonl.
  struct Growing {
    std::string path;
    Fd file;
    std::unique_ptr<reports::Stream> stream;
  };
  struct Pending {
    const reports::Format* format;
    std::string path;
  };

  Result<> add(const FileOutput& wanted);
  void write(const Growing& output, std::string_view text);
  void note(const Error& problem);

  std::optional<guest::Channel> channel_;
  std::vector<Growing> growing_;
  std::vector<Pending> reports_;
  std::vector<std::string> files_;
  std::string problems_;
};

// Where the summary goes: stdout, or stderr where an output takes that, or nowhere.
int stream_for_people(const Outputs& outputs);

extern const Option output_option;
extern const Option lines_option;

}  // namespace limitest::cli
