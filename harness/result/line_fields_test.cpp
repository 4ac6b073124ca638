// SPDX-License-Identifier: Apache-2.0
// The page about results.jsonl tells of each key that is written, and of no other.
#include "harness/result/line_fields.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "harness/result/json_lines.h"
#include "harness/result/written_keys.h"

namespace limitest::result {
namespace {

using Json = nlohmann::json;

// Nothing is empty: what is empty may be left out.
const Machine machine{.host = "h",
                      .kernel = "6.1",
                      .hierarchy = "v1",
                      .image = "i",
                      .facts = {{"a", "b"}},
                      .options = {"--memory"}};

TEST(LineFields, OfLinesAreAllThatIsWritten) {
  EXPECT_EQ(keys_of("run"),
            written_keys(Json::parse(run_line({.id = "r", .version = "1", .machine = machine}))));
  EXPECT_EQ(keys_of("cell"), written_keys(Json::parse(cell_line(0, {.machine = machine, .left_out = "no"}))));
  EXPECT_EQ(keys_of("start"), written_keys(Json::parse(start_line({"a", "6.1", "v1", "a.yaml"}, {}))));
  EXPECT_EQ(keys_of("done"), written_keys(Json::parse(done_line({}))));
  EXPECT_EQ(keys_of("machine"), written_keys(Json::parse(run_line({.machine = machine})).at("machine")));
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
  EXPECT_EQ(keys_of("end"), written_keys(end));
  EXPECT_EQ(keys_of("step"), written_keys(end.at("steps").at(0)));
  EXPECT_EQ(keys_of("series"), written_keys(end.at("timeline").at(0)));
  EXPECT_EQ(keys_of("mark"), written_keys(end.at("marks").at(0)));
  EXPECT_EQ(keys_of("evidence"), written_keys(end.at("evidence").at(0)));
  EXPECT_EQ(keys_of("plays"), written_keys(end.at("plays")));
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
