// SPDX-License-Identifier: Apache-2.0
// `--output KIND=FILE`: files are tried before anything runs, so that a wrong path fails at once,
// and replaced in one step when the report is ready. results.jsonl grows while the run goes on.
#pragma once

#include <string>
#include <vector>

#include "harness/base/fd.h"
#include "harness/cli/command.h"
#include "harness/result/model.h"

namespace limitest::cli {

class Outputs {
 public:
  // Takes the values of --output. The error names the wrong kind or path.
  static Result<Outputs> open(const std::vector<std::string>& wanted);

  // The same for commands that write lines and nothing else.
  static Result<Outputs> open_lines(const std::vector<std::string>& wanted);

  // A line for every jsonl output, written out at once.
  void line(const std::string& text);
  // All other kinds, from the whole run. Errors are joined in one.
  Result<> finish(const result::Run& run);

  // "junit=out/junit.xml", ... as given, for the closing words.
  [[nodiscard]] const std::vector<std::string>& files() const { return files_; }

 private:
  struct Pending {
    std::string kind;
    std::string path;
  };
  std::vector<Fd> lines_;
  std::vector<Pending> reports_;
  std::vector<std::string> files_;
};

extern const Option output_option;
extern const Option lines_option;

}  // namespace limitest::cli
