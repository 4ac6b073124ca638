// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "harness/cli/commands.h"
#include "harness/cli/file_outputs.h"
#include "harness/cli/output_file.h"
#include "harness/cli/outputs.h"
#include "harness/cli/terminal.h"
#include "harness/result/costs.h"
#include "harness/result/join.h"
#include "harness/result/json_lines.h"
#include "reports/costs.h"
#include "reports/formats.h"
#include "reports/summary.h"

namespace limitest::cli {
namespace {

const std::string kinds_of_costs[] = {"html"};

struct Saved {
  std::string path;
  std::string text;
};

// Each once: a pipe cannot be read again.
Result<std::vector<Saved>> read_all(const std::vector<std::string>& paths) {
  std::vector<Saved> files;
  for (const std::string& path : paths) files.push_back({path, LIMITEST_TRY(read_file(path))});
  return files;
}

// What several kernels, or one on several days, asked of the same operations: side by side on one page.
Result<> report_costs(const std::vector<Saved>& files, const Arguments& arguments) {
  const auto outputs = LIMITEST_TRY(understand_outputs(arguments.all("output"), kinds_of_costs));
  std::vector<result::Costs> all;
  for (const Saved& file : files) {
    auto costs = result::parse_costs(file.text);
    if (!costs) return std::unexpected(costs.error().within(file.path));
    costs->context.emplace_back("file", std::filesystem::path(file.path).filename().string());
    all.push_back(std::move(*costs));
  }
  for (const FileOutput& one : outputs)
    LIMITEST_TRY_VOID(write_output(one.path, reports::render_costs_html(all)));
  for (const result::Costs& costs : all) print(stream_beside(outputs), reports::render_costs_text(costs));
  return {};
}

Result<result::Run> results_of(const std::vector<Saved>& files, const Arguments& arguments) {
  std::vector<result::Run> runs;
  for (const Saved& file : files) {
    auto saved = result::parse_json_lines(file.text);
    if (!saved) return std::unexpected(saved.error().within(file.path));
    runs.push_back(std::move(*saved));
  }
  if (runs.size() == 1) return std::move(runs.front());
  result::Run whole = result::join(std::move(runs));
  whole.command = arguments.command_line;
  return whole;
}

int run(const Arguments& arguments) {
  if (arguments.words.empty())
    return refuse("report: name one or more results.jsonl, or JSON files of `limitest bench`");
  const auto files = read_all(arguments.words);
  if (!files) return refuse(files.error().within("report").message);
  if (result::looks_like_costs(files->front().text)) {
    const auto reported = report_costs(*files, arguments);
    if (!reported) complain(reported.error().message);
    return reported ? ok : bad_usage;
  }
  const auto saved = results_of(*files, arguments);
  if (!saved) return refuse(saved.error().message);
  auto outputs = Outputs::open(arguments.all("output"));
  if (!outputs) return refuse(outputs.error().message);
  outputs->begin(*saved, reports::planned_of(*saved));
  for (const result::Outcome& outcome : saved->outcomes) outputs->ended(outcome);
  for (const result::InFlight& lost : saved->in_flight) outputs->started(lost, {});
  const int stream = stream_for_people(*outputs);
  print(stream, reports::render_summary(*saved, wants_colour(stream), width_of(stream)));
  if (const auto done = outputs->finish(*saved); !done) {
    complain(done.error().message);
    return broken;
  }
  return result::exit_status(*saved);
}

const Option options[] = {output_option};

}  // namespace

const Command report_command{.name = "report",
                             .words = "RESULTS.JSONL...|BENCH.JSON...",
                             .summary = "make reports from saved results",
                             .description =
                                 "Reads a results.jsonl, of a run that ended or one that was cut short, "
                                 "prints its summary and writes the reports asked for. The exit status is "
                                 "that of the run. Results of several machines become one matrix, with a "
                                 "column for each. Of JSON files of `limitest bench`, one for each kernel, "
                                 "it prints the figures, and --output html=FILE draws them side by side.",
                             .options = options,
                             .run = run};

}  // namespace limitest::cli
