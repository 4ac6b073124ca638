// SPDX-License-Identifier: Apache-2.0
#include "reports/headline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/sample_runs.h"
#include "reports/words.h"

namespace limitest::reports {
namespace {

using result::Verdict;

Headline headline_of(const result::Run& run) {
  return headline(settled(run));
}

TEST(Headline, NamesTheKernelAndHowManyClaimsFailed) {
  result::Run run = sample_run();
  run.in_flight.clear();
  run.finished = true;
  EXPECT_EQ(headline_of(run).sentence, "2 of 8 claims failed on Linux 6.18.44, hierarchy v1");
  EXPECT_EQ(headline_of(run).brief, "✗ 2/8 failed");
}

TEST(Headline, SaysThatAllHeldOnlyWhenAllDid) {
  EXPECT_EQ(headline_of(passing_run()).sentence, "All 5 claims held on Linux 6.18.44, hierarchy v1");
  EXPECT_EQ(headline_of(passing_run()).verdict, Verdict::pass);
}

TEST(Headline, CallsNothingASuccessThatIsNone) {
  for (const result::Run& run : {empty_run(), all_skipped_run(), interrupted_run()}) {
    EXPECT_NE(headline_of(run).verdict, Verdict::pass);
    EXPECT_FALSE(headline_of(run).trouble.empty());
  }
  result::Run died = passing_run();
  died.finished = false;
  EXPECT_EQ(headline_of(died).verdict, Verdict::broken);
}

TEST(Headline, CountsKernelsAndHierarchiesOfAMatrix) {
  EXPECT_THAT(headline_of(matrix_run()).sentence, testing::EndsWith("on 3 kernels, hierarchies v1 and v2"));
}

TEST(SettledRun, TellsWhatWasInFlightAsBroken) {
  const result::Run run = settled(interrupted_run());
  EXPECT_EQ(run.outcomes.back().scenario, "kmem/fork-is-charged");
  EXPECT_EQ(run.outcomes.back().verdict, Verdict::broken);
}

TEST(Commands, AreQuotedForAShell) {
  EXPECT_EQ(shell_line({"limitest", "run", "a/b[size=5M]", "it's"}),
            R"(limitest run 'a/b[size=5M]' 'it'\''s')");
}

TEST(Durations, AreSpokenInTheUnitOfTheirSize) {
  EXPECT_EQ(spoken(std::chrono::milliseconds(120)), "0.12 s");
  EXPECT_EQ(spoken(std::chrono::seconds(72)), "1 min 12 s");
}

}  // namespace
}  // namespace limitest::reports
