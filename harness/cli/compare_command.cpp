// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>

#include "harness/base/fd.h"
#include "harness/bench/compare.h"
#include "harness/cli/commands.h"
#include "harness/cli/file_outputs.h"
#include "harness/cli/numbers.h"
#include "harness/cli/output_file.h"
#include "harness/cli/terminal.h"
#include "harness/result/json_lines.h"
#include "reports/comparison.h"

namespace limitest::cli {
namespace {

Result<double> parse_percent(const std::string& text) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (end == text.c_str() || (*end != '\0' && std::string_view(end) != "%") || !(value >= 0))
    return failure("--threshold {}: a percentage is wanted, as in 3 or 2.5", text);
  return value;
}

// What `parse` makes of the file's text; its errors name the file.
template <class T>
Result<T> parsed(Result<T> (*parse)(std::string_view), const std::string& text, const std::string& path) {
  auto read = parse(text);
  if (!read) return std::unexpected(read.error().within(path));
  return read;
}

Result<result::Comparison> compare_files(const std::string& old_path, const std::string& new_path,
                                         const bench::Thresholds& thresholds) {
  const std::string before = LIMITEST_TRY(read_file(old_path));
  const std::string after = LIMITEST_TRY(read_file(new_path));
  const bool costs = result::looks_like_costs(before);
  if (costs != result::looks_like_costs(after))
    return failure("{} is a bench JSON and {} is not; they cannot be compared", costs ? old_path : new_path,
                   costs ? new_path : old_path);
  if (costs)
    return bench::compare_costs(LIMITEST_TRY(parsed(result::parse_costs, before, old_path)),
                                LIMITEST_TRY(parsed(result::parse_costs, after, new_path)), thresholds);
  return bench::compare_runs(LIMITEST_TRY(parsed(result::parse_json_lines, before, old_path)),
                             LIMITEST_TRY(parsed(result::parse_json_lines, after, new_path)));
}

const std::string kinds[] = {"text", "json", "html"};

Result<> write_outputs(const std::vector<FileOutput>& wanted, const result::Comparison& comparison) {
  for (const FileOutput& one : wanted) {
    const std::string text = one.kind == "json"   ? reports::render_comparison_json(comparison)
                             : one.kind == "html" ? reports::render_comparison_html(comparison)
                                                  : reports::render_comparison_text(comparison);
    LIMITEST_TRY_VOID(write_output(one.path, text));
  }
  return {};
}

// "6.1.0 v1 (old.json)"
std::string named(const std::string& name, const std::string& path) {
  return name.empty() ? path : fmt::format("{} ({})", name, path);
}

constexpr int too_much_lost = 4;

int status_of(const result::Comparison& comparison, std::optional<unsigned> most_lost) {
  if (comparison.worse()) return failed;
  if (!reports::why_inconclusive(comparison).empty())
    return comparison.judged_in_both == 0 ? result::nothing_verified : broken;
  if (!most_lost || comparison.lost() <= *most_lost) return ok;
  complain(fmt::format("{} claims held before and were not judged now, more than --max-lost {}",
                       comparison.lost(), *most_lost));
  return too_much_lost;
}

Result<int> compare(const Arguments& arguments) {
  const auto outputs = LIMITEST_TRY(understand_outputs(arguments.all("output"), kinds));
  constexpr unsigned most = 1'000'000;
  std::optional<unsigned> most_lost;
  if (arguments.has("max-lost"))
    most_lost = LIMITEST_TRY(parse_count("max-lost", arguments.one("max-lost"), 0, most));
  bench::Thresholds thresholds;
  if (arguments.has("threshold"))
    thresholds.times = thresholds.instructions = LIMITEST_TRY(parse_percent(arguments.one("threshold")));
  auto comparison = LIMITEST_TRY(compare_files(arguments.words[0], arguments.words[1], thresholds));
  comparison.old_name = named(comparison.old_name, arguments.words[0]);
  comparison.new_name = named(comparison.new_name, arguments.words[1]);
  LIMITEST_TRY_VOID(write_outputs(outputs, comparison));
  print(stream_beside(outputs), reports::render_comparison_text(comparison));
  return status_of(comparison, most_lost);
}

int run(const Arguments& arguments) {
  if (arguments.words.size() != 2) return refuse("compare: name two files, the old one first");
  const auto status = compare(arguments);
  if (status) return *status;
  complain(status.error().message);
  return bad_usage;
}

const Option options[] = {
    {"--threshold", "PERCENT",
     "how much dearer is too much (default: 5 for times and their ratios, 2 for instructions, which are "
     "exact)"},
    {"--max-lost", "N",
     "exit with status 4 if more than N scenarios held before and were skipped or not played now"},
    {"-o,--output", "KIND=FILE", "write the comparison: text, json or html; may be repeated", true},
};

}  // namespace

const Command compare_command{.name = "compare",
                              .words = "OLD NEW",
                              .summary = "compare two results: verdicts that changed, costs that did",
                              .description =
                                  "Takes two results.jsonl of `limitest run`, or two JSON files of "
                                  "`limitest bench` or any other Google Benchmark program. A cost is dearer "
                                  "or cheaper if it changed by more than the threshold and the 95 % "
                                  "interval of the change leaves out zero. Exit status: 1 if anything "
                                  "became dearer, or fails and did not, 3 if the new run was cut short, 4 "
                                  "if nothing was judged in both or more than --max-lost is lost.",
                              .options = options,
                              .run = run};

}  // namespace limitest::cli
