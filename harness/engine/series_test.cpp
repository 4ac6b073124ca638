// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/series.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/base/clock.h"

namespace limitest::engine {
namespace {

using result::Outcome;
using result::Verdict;
using ::testing::HasSubstr;

Outcome play(Verdict verdict) {
  return {.scenario = "a/b", .verdict = verdict, .reason = verdict == Verdict::pass ? "" : "the reason"};
}

// Plays the verdicts in turn until the series has enough; P passes, F fails, B breaks.
Outcome outcome_of(Series series, std::string_view verdicts) {
  for (const char letter : verdicts) {
    const Verdict verdict = letter == 'P' ? Verdict::pass : (letter == 'F' ? Verdict::fail : Verdict::broken);
    if (!series.take(play(verdict))) break;
  }
  return std::move(series).result();
}

TEST(Series, OfOneIsThatOne) {
  Series once(std::nullopt, {});
  EXPECT_FALSE(once.take(play(Verdict::fail)));
  const Outcome outcome = std::move(once).result();
  EXPECT_EQ(outcome.verdict, Verdict::fail);
  EXPECT_EQ(outcome.reason, "the reason");
  EXPECT_FALSE(outcome.plays);
}

TEST(Series, ThatPassesAndFailsIsFlaky) {
  const Outcome outcome = outcome_of(Series(std::nullopt, {.times = 5}), "PFPFP");
  EXPECT_EQ(outcome.verdict, Verdict::fail);
  EXPECT_EQ(outcome.reason, "flaky: it failed 2 of 5 times; the reason");
  ASSERT_TRUE(outcome.plays);
  EXPECT_EQ(outcome.plays->passed, 3U);
}

TEST(Series, AFailureOutweighsABrokenPlay) {
  EXPECT_EQ(outcome_of(Series(std::nullopt, {.times = 3}), "BFP").verdict, Verdict::fail);
  EXPECT_EQ(outcome_of(Series(std::nullopt, {.times = 3}), "PBP").verdict, Verdict::broken);
  EXPECT_EQ(outcome_of(Series(std::nullopt, {.times = 3}), "PPP").verdict, Verdict::pass);
}

TEST(Series, UntilItFailsEndsThere) {
  const Outcome outcome = outcome_of(Series(std::nullopt, {.times = 1000, .until_fail = true}), "PPFPP");
  EXPECT_EQ(outcome.plays->played, 3U);
  EXPECT_EQ(outcome.verdict, Verdict::fail);
}

TEST(Series, EndsWithThePlayThatWasUnderWayWhenTimeWasUp) {
  Series late(std::nullopt, {.times = 1000, .until = monotonic_now()});
  EXPECT_FALSE(late.take(play(Verdict::pass)));
  Series early(std::nullopt, {.times = 1000, .until = monotonic_now() + std::chrono::hours(1)});
  EXPECT_TRUE(early.take(play(Verdict::pass)));
}

constexpr scenario::Repeat fair{.times = 30, .right = 0.9, .broken = 0.5, .confidence = 0.95};

TEST(Series, NoChanceExcusesWhatTheKernelComplainedOf) {
  Outcome complaint = play(Verdict::fail);
  complaint.inexcusable = true;
  complaint.reason = "the kernel complained meanwhile";
  Series series(fair, {});
  EXPECT_TRUE(series.take(play(Verdict::fail)));
  EXPECT_TRUE(series.take(play(Verdict::pass)));
  EXPECT_FALSE(series.take(std::move(complaint)));
  EXPECT_TRUE(series.failed());
  const Outcome outcome = std::move(series).result();
  EXPECT_EQ(outcome.verdict, Verdict::fail);
  EXPECT_EQ(outcome.reason, "the kernel complained meanwhile");
}

TEST(Series, OfChanceEndsAsSoonAsItIsSure) {
  // log(19) / log(0.9 / 0.5) = 5.01, log(19) / log(0.5 / 0.1) = 1.83
  const Outcome right = outcome_of(Series(fair, {}), "PPPPPPPPPPPP");
  EXPECT_EQ(right.verdict, Verdict::pass);
  EXPECT_EQ(right.plays->played, 6U);
  EXPECT_TRUE(right.remarks.empty());
  const Outcome wrong = outcome_of(Series(fair, {}), "FFFF");
  EXPECT_EQ(wrong.verdict, Verdict::fail);
  EXPECT_EQ(wrong.plays->played, 2U);
  EXPECT_THAT(wrong.reason, HasSubstr("0 of 2 plays passed, at least 90% were expected"));
}

TEST(Series, OfChanceForgivesARareFailure) {
  const Outcome outcome = outcome_of(Series(fair, {}), "PPPFPPPPPPPPPPPPP");
  EXPECT_EQ(outcome.verdict, Verdict::pass);
  EXPECT_EQ(outcome.plays->failed, 1U);
  EXPECT_EQ(outcome.reason, "");
  EXPECT_THAT(outcome.remarks, testing::ElementsAre(HasSubstr("plays passed")));
}

TEST(Series, OfChanceThatEndsUnsureSaysSo) {
  scenario::Repeat few = fair;
  few.times = 3;
  const Outcome outcome = outcome_of(Series(few, {}), "PPP");
  EXPECT_EQ(outcome.verdict, Verdict::pass);
  EXPECT_THAT(outcome.remarks, testing::Contains(HasSubstr("not enough to be 95% sure")));
}

TEST(Series, OfChanceDoesNotCountABrokenPlay) {
  EXPECT_EQ(outcome_of(Series(fair, {}), "PPB").verdict, Verdict::broken);
  EXPECT_EQ(outcome_of(Series(fair, {}), "FB").verdict, Verdict::broken);
}

}  // namespace
}  // namespace limitest::engine
