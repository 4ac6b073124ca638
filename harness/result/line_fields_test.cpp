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
  EXPECT_EQ(keys_of("run"), written(Json::parse(run_line({.id = "r", .version = "1", .machine = machine}))));
  EXPECT_EQ(keys_of("cell"), written(Json::parse(cell_line(0, {.machine = machine, .left_out = "no"}))));
  EXPECT_EQ(keys_of("start"), written(Json::parse(start_line({"a", "6.1", "v1", "a.yaml"}, {}))));
  EXPECT_EQ(keys_of("done"), written(Json::parse(done_line({}))));
  EXPECT_EQ(keys_of("machine"), written(Json::parse(run_line({.machine = machine})).at("machine")));
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
  EXPECT_EQ(keys_of("end"), written(end));
  EXPECT_EQ(keys_of("step"), written(end.at("steps").at(0)));
  EXPECT_EQ(keys_of("series"), written(end.at("timeline").at(0)));
  EXPECT_EQ(keys_of("mark"), written(end.at("marks").at(0)));
  EXPECT_EQ(keys_of("evidence"), written(end.at("evidence").at(0)));
  EXPECT_EQ(keys_of("plays"), written(end.at("plays")));
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
