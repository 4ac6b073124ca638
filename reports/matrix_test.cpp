// SPDX-License-Identifier: Apache-2.0
#include "reports/matrix.h"

#include <gtest/gtest.h>

#include "reports/ktap.h"
#include "reports/sample_outcomes.h"

namespace limitest::reports {
namespace {

using result::Outcome;
using result::Run;
using result::Verdict;

// A run of cells "KERNEL HIERARCHY", in that order.
Run run_on(const std::vector<std::pair<std::string, std::string>>& cells) {
  Run run;
  for (const auto& [kernel, hierarchy] : cells) run.cells.push_back({{"", kernel, hierarchy, "", {}}, ""});
  return run;
}

void add(Run& run, const std::string& scenario, std::size_t cell, Verdict verdict, std::string reason = "") {
  Outcome outcome = held(scenario, "", 1);
  outcome.verdict = verdict;
  outcome.reason = std::move(reason);
  outcome.kernel = run.cells.at(cell).machine.kernel;
  outcome.hierarchy = run.cells.at(cell).machine.hierarchy;
  run.outcomes.push_back(std::move(outcome));
}

TEST(Matrix, ComparesEachKernelWithTheOneBeforeThatHasTheHierarchy) {
  result::Run run = run_on({{"5.10", "v1"}, {"6.1", "v2"}, {"6.12", "v1"}});
  add(run, "a/x", 0, Verdict::pass);
  add(run, "a/x", 1, Verdict::fail, "broke on v2");
  add(run, "a/x", 2, Verdict::pass);
  EXPECT_TRUE(matrix_of(run).changes.empty()) << "hierarchies differ by design";

  run.outcomes.back().verdict = Verdict::fail;
  const Matrix matrix = matrix_of(run);
  ASSERT_EQ(matrix.changes.size(), 1U);
  EXPECT_EQ(matrix.changes.front().from, 0U);
  EXPECT_EQ(matrix.changes.front().to, 2U);
}

TEST(Matrix, TellsWhatGotWorseFirstAndLikeChangesTogether) {
  result::Run run = run_on({{"6.1", "v2"}, {"6.12", "v2"}});
  for (const char* scenario : {"a/skipped", "b/skipped"}) {
    add(run, scenario, 0, Verdict::pass);
    add(run, scenario, 1, Verdict::skip, "needs swap");
  }
  add(run, "c/failed", 0, Verdict::pass);
  add(run, "c/failed", 1, Verdict::fail, "expected EBUSY, seen accepted");
  add(run, "d/mended", 0, Verdict::fail, "seen EINVAL");
  add(run, "d/mended", 1, Verdict::pass);

  const Matrix matrix = matrix_of(run);
  const auto groups = grouped_changes(matrix);
  ASSERT_EQ(groups.size(), 3U);
  EXPECT_EQ(groups[0].after, Verdict::fail);
  EXPECT_EQ(groups[1].after, Verdict::skip);
  EXPECT_EQ(groups[1].changes.size(), 2U);
  EXPECT_EQ(groups[2].after, Verdict::pass);
  EXPECT_TRUE(groups[2].reason_of_before);
  EXPECT_EQ(groups[2].reason, "seen EINVAL");
}

TEST(Matrix, AFailureThatKernelsShareIsOneFinding) {
  result::Run run = run_on({{"6.1", "v1"}, {"6.12", "v1"}});
  for (const std::size_t cell : {0U, 1U}) {
    Outcome outcome = shrink_was_accepted();
    outcome.kernel = run.cells[cell].machine.kernel;
    outcome.hierarchy = "v1";
    run.outcomes.push_back(outcome);
  }
  EXPECT_EQ(findings_of(matrix_of(run), Verdict::fail).size(), 1U);

  run.outcomes.back().steps.front().outcome = result::StepOutcome::failed;
  EXPECT_EQ(findings_of(matrix_of(run), Verdict::fail).size(), 2U) << "another step, another failure";
}

TEST(Matrix, ShortensReleasesAsLongAsTheyDiffer) {
  const Matrix apart = matrix_of(run_on({{"6.1.0-49-amd64", "v1"}, {"6.12.57+deb13-amd64", "v1"}}));
  EXPECT_EQ(apart.columns.at(0).name(), "6.1.0 v1");
  EXPECT_EQ(apart.columns.at(1).name(), "6.12.57 v1");
  const Matrix alike = matrix_of(run_on({{"6.1.0-49-amd64", "v1"}, {"6.1.0-50-amd64", "v1"}}));
  EXPECT_EQ(alike.columns.at(0).name(), "6.1.0-49-amd64 v1");
}

TEST(Matrix, LeftOutCellsAreNoColumns) {
  result::Run run = run_on({{"6.1", "v1"}, {"6.12", "v1"}});
  run.cells.back().left_out = "no controller";
  add(run, "a/x", 0, Verdict::pass);
  const Matrix matrix = matrix_of(run);
  EXPECT_EQ(matrix.columns.size(), 1U);
  EXPECT_EQ(matrix.left_out.size(), 1U);
}

TEST(Ktap, ACellLeftOutAfterItsBootStillFillsThePlan) {
  result::Run run = run_on({{"5.10", "v2"}, {"5.10", "v1"}});
  Ktap ktap;
  std::string text = ktap.opening(run, 2);
  add(run, "a/x", 0, Verdict::pass);
  text += ktap.next(run.outcomes.back());
  run.cells.back().left_out = "the kernel has no v1";
  run.finished = true;
  text += ktap.closing(run);
  EXPECT_EQ(text,
            "KTAP version 1\n1..2\nok 1 5.10/v2/a/x\nok 2 5.10/v1/left-out # SKIP the kernel has no v1\n"
            "# Totals: pass:1 fail:0 xfail:0 xpass:0 skip:1 error:0\n");
}

}  // namespace
}  // namespace limitest::reports
