// SPDX-License-Identifier: Apache-2.0
// The page about results.jsonl tells of each key that is written, and of no other.
#include "harness/result/line_fields.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "harness/result/json_lines.h"

namespace limitest::result {
namespace {

using Json = nlohmann::json;

std::set<std::string> told(std::string_view kind) {
  const auto found = std::ranges::find(line_kinds(), kind, &LineKind::name);
  std::set<std::string> names;
  if (found == line_kinds().end()) return names;
  for (const LineField& field : found->fields) names.emplace(field.name);
  return names;
}

std::set<std::string> written(const Json& json) {
  std::set<std::string> names;
  for (const auto& [key, value] : json.items())
    if (key != "event") names.insert(key);
  return names;
}

// Nothing is empty: what is empty may be left out.
const Machine machine{.host = "h",
                      .kernel = "6.1",
                      .hierarchy = "v1",
                      .image = "i",
                      .facts = {{"a", "b"}},
                      .options = {"--memory"}};

TEST(LineFields, OfLinesAreAllThatIsWritten) {
  EXPECT_EQ(told("run"), written(Json::parse(run_line({.id = "r", .version = "1", .machine = machine}))));
  EXPECT_EQ(told("cell"), written(Json::parse(cell_line(0, {.machine = machine, .left_out = "no"}))));
  EXPECT_EQ(told("start"), written(Json::parse(start_line({"a", "6.1", "v1", "a.yaml"}, {}))));
  EXPECT_EQ(told("done"), written(Json::parse(done_line({}))));
  EXPECT_EQ(told("machine"), written(Json::parse(run_line({.machine = machine})).at("machine")));
}

TEST(LineFields, OfAnEndAreAllThatIsWritten) {
  const Json end =
      Json::parse(end_line({.scenario = "a",
                            .inexcusable = true,
                            .disturbed = true,
                            .remarks = {"r"},
                            .plays = Plays{},
                            .kernel = "6.1",
                            .hierarchy = "v1",
                            .steps = {{.text = "s", .expected = "e", .seen = "s", .slack = "1K"}},
                            .timeline = {{"box", {}}},
                            .marks = {{}},
                            .evidence = {{"t", "x"}}}));
  EXPECT_EQ(told("end"), written(end));
  EXPECT_EQ(told("step"), written(end.at("steps").at(0)));
  EXPECT_EQ(told("series"), written(end.at("timeline").at(0)));
  EXPECT_EQ(told("mark"), written(end.at("marks").at(0)));
  EXPECT_EQ(told("evidence"), written(end.at("evidence").at(0)));
  EXPECT_EQ(told("plays"), written(end.at("plays")));
}

TEST(LineFields, NameEachVerdictAndOutcome) {
  const std::string page = results_reference();
  for (const Verdict verdict : all_verdicts) EXPECT_NE(page.find(to_string(verdict)), std::string::npos);
  for (const StepOutcome outcome : {StepOutcome::done, StepOutcome::failed, StepOutcome::broken,
                                    StepOutcome::not_reached, StepOutcome::left_out})
    EXPECT_NE(page.find(to_string(outcome)), std::string::npos) << to_string(outcome);
}

}  // namespace
}  // namespace limitest::result
