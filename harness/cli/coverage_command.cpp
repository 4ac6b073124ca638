// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/built_in.h"
#include "harness/cli/commands.h"
#include "harness/cli/coverage_page.h"
#include "harness/cli/outputs.h"
#include "harness/cli/selection.h"
#include "harness/cli/terminal.h"
#include "harness/result/json_lines.h"

namespace limitest::cli {
namespace {

Result<std::vector<result::Run>> read_runs(const std::vector<std::string>& files) {
  std::vector<result::Run> runs;
  for (const std::string& file : files) {
    const std::string text = LIMITEST_TRY(read_file(file));
    auto run = result::parse_json_lines(text);
    if (!run) return std::unexpected(run.error().within(file));
    runs.push_back(std::move(*run));
  }
  return runs;
}

int run(const Arguments& arguments) {
  const Selection selection = select({}, built_in_catalogue(), wants_colour(2));
  for (const std::string& problem : selection.problems) complain(problem);
  if (!selection.problems.empty()) return bad_usage;
  const auto runs = read_runs(arguments.words);
  auto outputs = Outputs::open_lines(arguments.all("output"));
  if (!runs || !outputs) return refuse(!runs ? runs.error().message : outputs.error().message);
  std::vector<const scenario::Scenario*> scenarios;
  for (const Selected& one : selection.scenarios) scenarios.push_back(&one.scenario);
  const Coverage coverage{.behaviours = covered_behaviours(built_in_catalogue(), scenarios),
                          .files = scenario::file_uses(scenarios),
                          .columns = columns_of(*runs)};
  print(arguments.has("markdown") ? coverage_markdown(coverage) : coverage_text(coverage));
  outputs->line(coverage_lines(coverage));
  const Result<> written = outputs->written();
  if (written) return ok;
  complain(written.error().message);
  return broken;
}

const Option options[] = {
    {"--markdown", "", "print it as Markdown; docs/coverage.md is made this way"},
    lines_option,
};

}  // namespace

const Command coverage_command{
    .name = "coverage",
    .words = "[RESULTS.JSONL]...",
    .summary = "tell which behaviours and control files the scenarios cover, and with what verdict",
    .description =
        "Prints what no scenario covers, each behaviour of the kernel's memory controller with the scenarios "
        "that say they cover it, and each control file with how many scenarios read it, write to it rightly "
        "and wrongly, and see an effect, as their steps show. Results of `limitest run` add the verdicts, a "
        "column for each kernel and hierarchy.",
    .options = options,
    .run = run};

}  // namespace limitest::cli
