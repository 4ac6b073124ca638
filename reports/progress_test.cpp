// SPDX-License-Identifier: Apache-2.0
#include "reports/progress.h"

#include <gtest/gtest.h>

#include "reports/sample_outcomes.h"
#include "reports/terminal.h"
#include "reports/text.h"

namespace limitest::reports {
namespace {

TEST(OutcomeLine, IsShortForAPass) {
  EXPECT_EQ(outcome_line(held("oom/kills", "", 120), false, 80), "✓ oom/kills  0.12 s");
}

TEST(OutcomeLine, SaysWhyForTheRest) {
  EXPECT_EQ(outcome_line(shrink_was_accepted(), false, 0),
            "✗ limits/shrink-below-usage  0.64 s  write 90M to box/memory.limit_in_bytes: expected EBUSY, "
            "seen accepted");
  EXPECT_EQ(outcome_line(skipped("swap/a", "needs swap"), false, 80), "– swap/a  needs swap");
}

TEST(OutcomeLine, FitsItsTerminal) {
  EXPECT_EQ(outcome_line(shrink_was_accepted(), false, 40), "✗ limits/shrink-below-usage  0.64 s  wr…");
}

TEST(OutcomeLine, IsColouredWithoutCountingTheColours) {
  EXPECT_EQ(outcome_line(held("a", "", 120), true, 11), "\x1b[32m✓\x1b[0m a\x1b[2m  0.12 s\x1b[0m");
}

TEST(StatusLine, CountsAndNamesWhatRuns) {
  const Progress progress{.running = {"oom/a", "oom/b", "swap/c"}, .done = 12, .total = 40, .failed = 1};
  EXPECT_EQ(status_line(progress, false, 80), "12/40  ✗ 1  running 3: oom/a, oom/b, swap/c");
  for (int width = 1; width < 60; ++width)
    EXPECT_LE(columns(status_line(progress, false, width)), static_cast<std::size_t>(width));
}

TEST(WrappedText, StandsBelowItsFirstLine) {
  EXPECT_EQ(wrapped("  seen  ", "one two three four five six", 30),
            "  seen  one two three four\n        five six\n");
}

TEST(WrappedText, BreaksAWordThatIsLongerThanTheLine) {
  const std::string text = wrapped("", std::string(50, 'x'), 20);
  EXPECT_EQ(text, std::string(20, 'x') + "\n" + std::string(20, 'x') + "\n" + std::string(10, 'x') + "\n");
}

TEST(WrappedText, IsLeftAloneWithoutAWidth) {
  EXPECT_EQ(wrapped("a ", std::string(300, 'x'), 0).size(), 303U);
}

}  // namespace
}  // namespace limitest::reports
