// SPDX-License-Identifier: Apache-2.0
#include "harness/result/json_lines.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace limitest::result {
namespace {

Outcome sample_outcome() {
  return {.scenario = "oom/hard-limit-kills",
          .claim = "A group at its hard limit kills inside itself.",
          .file = "scenarios/oom/hard-limit-kills.yaml",
          .line = 12,
          .verdict = Verdict::fail,
          .reason = "expected hog killed, seen hog running",
          .inexcusable = true,
          .disturbed = true,
          .hierarchy = "v1",
          .started = Nanoseconds(5),
          .duration = Nanoseconds(1'500'000'000),
          .steps = {{.text = "expect hog killed",
                     .line = 12,
                     .outcome = StepOutcome::failed,
                     .expected = "hog killed",
                     .seen = "hog running",
                     .slack = "",
                     .at = Nanoseconds(10),
                     .took = Nanoseconds(20)}},
          .timeline = {{"box", {{Nanoseconds(1), 4096, 5242880}, {Nanoseconds(2), 8192, std::nullopt}}}},
          .marks = {{Nanoseconds(3), "start", "hog starts"}},
          .evidence = {{"kernel log", "line one\nline \xff two\x1b[1m"}}};
}

result::Run sample_run() {
  result::Run run{
      .id = "r1", .version = "0.1", .started = "2026-11-23T20:06:07Z", .command = {"limitest", "run"}};
  run.machine = {"host", "6.18.44", "v1", "", {{"swap", "none"}, {"cpus", "2"}}};
  return run;
}

TEST(JsonLines, BringBackWhatWasSaved) {
  const Outcome outcome = sample_outcome();
  result::Run run = sample_run();
  std::string text =
      run_line(run) + start_line({outcome.scenario, "", ""}, Nanoseconds(5)) + end_line(outcome);
  run.outcomes.push_back(outcome);
  text += done_line(run);

  const auto back = parse_json_lines(text);
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_TRUE(back->finished);
  EXPECT_TRUE(back->in_flight.empty());
  EXPECT_EQ(back->machine.facts, run.machine.facts);
  ASSERT_EQ(back->outcomes.size(), 1U);
  const Outcome& same = back->outcomes.front();
  EXPECT_EQ(same.verdict, Verdict::fail);
  EXPECT_EQ(same.reason, outcome.reason);
  EXPECT_TRUE(same.inexcusable);
  EXPECT_TRUE(same.disturbed);
  EXPECT_EQ(same.steps.at(0).seen, "hog running");
  EXPECT_EQ(same.timeline.at(0).samples.at(0).limit, 5242880);
  EXPECT_FALSE(same.timeline.at(0).samples.at(1).limit.has_value());
  EXPECT_EQ(same.marks.at(0).text, "hog starts");
}

TEST(JsonLines, TheEndLineHasItsPromisedKeys) {
  const auto json = nlohmann::json::parse(end_line(sample_outcome()));
  EXPECT_EQ(json.at("event"), "end");
  EXPECT_EQ(json.at("scenario"), "oom/hard-limit-kills");
  EXPECT_EQ(json.at("verdict"), "fail");
  EXPECT_EQ(json.at("reason"), "expected hog killed, seen hog running");
  EXPECT_EQ(json.at("duration_ns"), 1'500'000'000);
}

TEST(JsonLines, StayReadableWhateverBytesAWorkloadPrinted) {
  EXPECT_TRUE(parse_end_line(end_line(sample_outcome())));
}

TEST(JsonLines, OnlyAnEndIsTakenForOne) {
  EXPECT_FALSE(
      parse_end_line(R"({"scenario": "a/b", "text": "steps: []", "file": "a/b.yaml", "patience": 5})"));
  EXPECT_FALSE(parse_end_line(start_line({"a/b", "", ""}, Nanoseconds(5))));
  EXPECT_FALSE(parse_end_line("[]"));
}

TEST(JsonLines, ALineCutShortByACrashLeavesItsScenarioInFlight) {
  const std::string whole = run_line(sample_run()) + start_line({"a/b", "", ""}, Nanoseconds(1));
  const auto run = parse_json_lines(whole + end_line(sample_outcome()).substr(0, 40));
  ASSERT_TRUE(run);
  EXPECT_EQ(run->in_flight, (std::vector<InFlight>{{"a/b", "", ""}}));
  EXPECT_FALSE(run->finished);
  EXPECT_EQ(exit_status(*run), 3);
}

TEST(JsonLines, OfALaterSchemaAreRefused) {
  std::string line = run_line(sample_run());
  line.replace(line.find("\"schema\":1"), 10, "\"schema\":9");
  EXPECT_FALSE(parse_json_lines(line));
}

TEST(JsonLines, CellsOfAMatrixKeepTheirScenariosApart) {
  Outcome outcome = sample_outcome();
  outcome.kernel = "6.1.170";
  const InFlight here{outcome.scenario, "6.1.170", "v1"};
  const InFlight elsewhere{outcome.scenario, "6.12.90", "v1", "a/b.yaml"};
  const Cell unspoken{.machine = {"", "6.1.170", "v1", "a.deb", {}, {"--cpus", "4"}}, .left_out = ""};
  Cell known = unspoken;
  known.machine.facts = {{"CPUs", "2"}};
  const Cell left_out{.machine = {"", "6.12.90", "v1", "b.deb", {}}, .left_out = "no controller"};

  const auto run = parse_json_lines(run_line(sample_run()) + cell_line(0, unspoken) + cell_line(1, left_out) +
                                    cell_line(0, known) + start_line(here, Nanoseconds(1)) +
                                    start_line(elsewhere, Nanoseconds(2)) + end_line(outcome));
  ASSERT_TRUE(run) << run.error().message;
  EXPECT_EQ(run->in_flight, std::vector<InFlight>{elsewhere});
  ASSERT_EQ(run->cells.size(), 2U);
  EXPECT_EQ(run->cells.at(0).machine.facts, known.machine.facts);
  EXPECT_EQ(run->cells.at(0).machine.image, "a.deb");
  EXPECT_EQ(run->cells.at(0).machine.options, known.machine.options);
  EXPECT_EQ(run->cells.at(1).left_out, "no controller");
}

TEST(JsonLines, GarbageInTheMiddleIsAnErrorWithItsLineNumber) {
  const auto run = parse_json_lines(run_line(sample_run()) + "garbage\n" + done_line(sample_run()));
  ASSERT_FALSE(run);
  EXPECT_NE(run.error().message.find("line 2"), std::string::npos);
  EXPECT_FALSE(parse_json_lines(""));
}

}  // namespace
}  // namespace limitest::result
