// SPDX-License-Identifier: Apache-2.0
#include "harness/result/join.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace limitest::result {
namespace {

using testing::ElementsAre;

Run run_on(std::string host, std::string kernel, Verdict verdict) {
  return {.id = host,
          .version = "1",
          .started = "2026-11-30T10:00:00Z",
          .machine = {.host = std::move(host), .kernel = std::move(kernel), .hierarchy = "v2"},
          .outcomes = {{.scenario = "a", .verdict = verdict}},
          .finished = true};
}

std::vector<std::string> kernels(const Run& run) {
  std::vector<std::string> all;
  for (const Cell& cell : run.cells) all.push_back(cell.machine.kernel);
  return all;
}

TEST(Join, MakesACellOfEachMachine) {
  const result::Run whole = join({run_on("one", "6.1", Verdict::pass), run_on("two", "6.12", Verdict::fail)});
  EXPECT_THAT(kernels(whole), ElementsAre("6.1", "6.12"));
  ASSERT_EQ(whole.outcomes.size(), 2U);
  EXPECT_EQ(whole.outcomes[1].kernel, "6.12");
  EXPECT_EQ(whole.outcomes[1].hierarchy, "v2");
  EXPECT_EQ(exit_status(whole), 1);
}

TEST(Join, TellsMachinesOfOneKernelApart) {
  const result::Run whole = join({run_on("one", "6.1", Verdict::pass), run_on("two", "6.1", Verdict::pass),
                                  run_on("two", "6.1", Verdict::fail), run_on("", "6.12", Verdict::pass)});
  EXPECT_THAT(kernels(whole), ElementsAre("6.1 (one)", "6.1 (two)", "6.1 (two) #2", "6.12"));
  EXPECT_EQ(whole.outcomes[2].kernel, "6.1 (two) #2");
}

TEST(Join, KeepsTheHierarchiesOfAMachineTogether) {
  result::Run other = run_on("one", "6.1", Verdict::pass);
  other.machine.hierarchy = "v1";
  const result::Run alone = join({run_on("one", "6.1", Verdict::pass), other});
  EXPECT_THAT(kernels(alone), ElementsAre("6.1", "6.1"));
  const result::Run beside =
      join({other, run_on("one", "6.1", Verdict::pass), run_on("two", "6.1", Verdict::pass)});
  EXPECT_THAT(kernels(beside), ElementsAre("6.1 (one)", "6.1 (one)", "6.1 (two)"));
}

TEST(Join, ACellThatIsLeftOutKeepsItsKernelsName) {
  result::Run matrix = run_on("builder", "5.4", Verdict::pass);
  matrix.cells = {{.machine = {.kernel = "6.1", .hierarchy = "v1", .image = "a/bz"}, .left_out = "not built"},
                  {.machine = {.kernel = "6.1", .hierarchy = "v2", .image = "a/bz"}}};
  matrix.outcomes.front().kernel = "6.1";
  matrix.outcomes.front().hierarchy = "v2";
  const result::Run whole = join({matrix, run_on("node", "6.1", Verdict::pass)});
  EXPECT_THAT(kernels(whole), ElementsAre("6.1 (bz)", "6.1 (bz)", "6.1 (node)"));
  EXPECT_EQ(exit_status(whole), 0);
}

TEST(Join, AFileOfSeveralMachinesIsTakenApart) {
  result::Run both = run_on("one", "6.1", Verdict::pass);
  both.outcomes.push_back({.scenario = "b", .hierarchy = "v1"});
  const result::Run whole = join({both, run_on("two", "6.12", Verdict::pass)});
  EXPECT_THAT(kernels(whole), ElementsAre("6.1", "6.1", "6.12"));
  ASSERT_EQ(whole.outcomes.size(), 3U);
  EXPECT_EQ(whole.outcomes[0].hierarchy, "v2");
  EXPECT_EQ(whole.outcomes[1].hierarchy, "v1");
}

TEST(Join, WhoWasInterruptedHidesNoFailure) {
  result::Run interrupted = run_on("two", "6.12", Verdict::pass);
  interrupted.interrupted = true;
  EXPECT_EQ(exit_status(join({run_on("one", "6.1", Verdict::pass), interrupted})), 130);
  result::Run died = run_on("one", "6.1", Verdict::pass);
  died.finished = false;
  died.in_flight = {{"b", "", ""}};
  EXPECT_EQ(exit_status(join({died, interrupted})), 3);
  EXPECT_EQ(exit_status(join({run_on("one", "6.1", Verdict::fail), interrupted})), 1);
}

TEST(Join, KeepsTheCellsOfAMatrix) {
  result::Run matrix = run_on("builder", "6.18", Verdict::pass);
  matrix.cells = {{.machine = {.kernel = "6.1", .hierarchy = "v1"}},
                  {.machine = {.kernel = "6.1", .hierarchy = "v2"}, .left_out = "not built"}};
  matrix.outcomes.front().kernel = "6.1";
  matrix.outcomes.front().hierarchy = "v1";
  const result::Run whole = join({matrix, run_on("node", "6.18", Verdict::pass)});
  EXPECT_THAT(kernels(whole), ElementsAre("6.1", "6.1", "6.18"));
  EXPECT_EQ(whole.cells[1].left_out, "not built");
  ASSERT_EQ(whole.outcomes.size(), 2U);
  EXPECT_EQ(whole.outcomes[0].hierarchy, "v1");
}

TEST(Join, IsCutShortWhereOneWas) {
  result::Run cut = run_on("two", "6.12", Verdict::pass);
  cut.finished = false;
  cut.in_flight = {{"b", "", ""}};
  const result::Run whole = join({run_on("one", "6.1", Verdict::pass), cut});
  EXPECT_FALSE(whole.finished);
  ASSERT_EQ(whole.in_flight.size(), 1U);
  EXPECT_EQ(whole.in_flight.front().kernel, "6.12");
  EXPECT_EQ(exit_status(whole), 3);
}

}  // namespace
}  // namespace limitest::result
