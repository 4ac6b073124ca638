// SPDX-License-Identifier: Apache-2.0
#include "harness/result/model.h"

#include <gtest/gtest.h>

namespace limitest::result {
namespace {

result::Run run_with(std::initializer_list<Verdict> verdicts) {
  result::Run run{.finished = true};
  for (const Verdict verdict : verdicts) run.outcomes.push_back({.scenario = "s", .verdict = verdict});
  return run;
}

TEST(ExitStatus, NamesTheWorstThatMatters) {
  EXPECT_EQ(exit_status(run_with({Verdict::pass, Verdict::skip, Verdict::known})), 0);
  EXPECT_EQ(exit_status(run_with({Verdict::pass, Verdict::broken, Verdict::fail})), 1);
  EXPECT_EQ(exit_status(run_with({Verdict::pass, Verdict::broken})), 3);
}

TEST(ExitStatus, NothingRanIsNoSuccess) {
  EXPECT_EQ(exit_status(run_with({})), 4);
  EXPECT_EQ(exit_status(run_with({Verdict::skip, Verdict::skip})), 4);
}

TEST(ExitStatus, OfAMatrixNeedsEachKernelVerified) {
  result::Run run = run_with({Verdict::pass, Verdict::skip});
  run.outcomes[0].kernel = "6.1";
  run.cells = {{.machine = {.kernel = "6.1"}}, {.machine = {.kernel = "6.1"}, .left_out = "no v1"}};
  EXPECT_EQ(exit_status(run), 0);
  run.outcomes[1].kernel = "6.18";
  run.cells.push_back({.machine = {.kernel = "6.18"}});
  EXPECT_EQ(exit_status(run), 4);
}

TEST(ExitStatus, ACutShortRunIsBroken) {
  result::Run run = run_with({Verdict::pass});
  run.finished = false;
  EXPECT_EQ(exit_status(run), 3);
  run.interrupted = true;
  EXPECT_EQ(exit_status(run), 130);
}

TEST(Verdicts, HaveWordsBothWays) {
  for (const Verdict verdict : all_verdicts) EXPECT_EQ(verdict_from_string(to_string(verdict)), verdict);
  EXPECT_FALSE(verdict_from_string("maybe"));
}

}  // namespace
}  // namespace limitest::result
