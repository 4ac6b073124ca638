// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/commands.h"
#include "harness/cli/outputs.h"
#include "harness/cli/terminal.h"
#include "harness/result/json_lines.h"
#include "reports/summary.h"

namespace limitest::cli {
namespace {

int run(const Arguments& arguments) {
  if (arguments.words.size() != 1) {
    complain("report: name one results.jsonl");
    return bad_usage;
  }
  const auto text = read_file(arguments.words[0]);
  const auto saved = text ? result::parse_json_lines(*text) : std::unexpected(text.error());
  if (!saved) {
    complain(saved.error().within(text ? arguments.words[0] : "report").message);
    return bad_usage;
  }
  auto outputs = Outputs::open(arguments.all("output"));
  if (!outputs) {
    complain(outputs.error().message);
    return bad_usage;
  }
  outputs->begin(*saved, saved->outcomes.size() + saved->in_flight.size());
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
                             .words = "RESULTS.JSONL",
                             .summary = "make reports from saved results",
                             .description =
                                 "Reads a results.jsonl, of a run that ended or one that was cut short, "
                                 "prints its summary and writes the reports asked for. The exit status is "
                                 "that of the run.",
                             .options = options,
                             .run = run};

}  // namespace limitest::cli
