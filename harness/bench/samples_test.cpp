// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/samples.h"

#include <gtest/gtest.h>

namespace limitest::bench {
namespace {

// A machine that gets slower all the time, as seen by a subject that costs a tenth more than its base.
std::vector<Sample> drifting(double start) {
  std::vector<Sample> samples;
  for (int i = 0; i < 101; ++i) {
    const double speed = start * (1 + i * 0.05);
    samples.push_back({.subject = 110 * speed, .base = 100 * speed, .control = 100.2 * speed});
  }
  return samples;
}

TEST(Summary, TakesTheRatioOfNeighboursSoThatDriftCancels) {
  const Summary summary = summarise({drifting(1), drifting(3), drifting(2)});
  EXPECT_TRUE(summary.paired);
  EXPECT_NEAR(summary.ratio, 1.1, 1e-9);
  EXPECT_NEAR(summary.aa_ratio, 1.002, 1e-9);
  EXPECT_NEAR(summary.of_ratio.low, 1.1, 1e-9);
  EXPECT_NEAR(summary.of_ratio.high, 1.1, 1e-9);
  EXPECT_EQ(summary.samples, 303);
}

TEST(Summary, TakesTheMedianOfTheProcesses) {
  const Summary summary = summarise({drifting(1), drifting(100), drifting(2)});
  ASSERT_EQ(summary.times.size(), 3);
  EXPECT_DOUBLE_EQ(summary.time, summary.times[2]);
}

TEST(Summary, OfASubjectAloneHasNoRatio) {
  const Summary summary = summarise({{{.subject = 3}, {.subject = 5}, {.subject = 4}}});
  EXPECT_FALSE(summary.paired);
  EXPECT_EQ(summary.time, 4);
  EXPECT_TRUE(summary.ratios.empty());
}

// The base goes to and fro by 2 from one half of a round to the next; three halves are disturbed.
TEST(Summary, TakesDifferencesOverWholeRounds) {
  std::vector<Sample> samples;
  for (int round = 0; round < 20; ++round) {
    samples.push_back({.subject = 150, .base = 100, .control = 102});
    samples.push_back({.subject = 150, .base = 102, .control = 100});
  }
  samples[3].base = samples[17].subject = samples[30].subject = 9000;
  EXPECT_EQ(summarise({samples}).difference, 49);
  samples.resize(39);
  EXPECT_EQ(summarise({samples}).difference, 49);
  EXPECT_EQ(summarise({{{.subject = 5, .base = 3}}}).difference, 2);
}

TEST(Summary, OfNothingIsNothing) {
  EXPECT_EQ(summarise({}).samples, 0);
}

TEST(Samples, TravelAsText) {
  const std::vector<Sample> sent{{.subject = 1.25, .base = 2, .control = 3.5, .units = 64}, {.subject = 4}};
  const auto received = parse_samples(print_samples(sent));
  ASSERT_TRUE(received);
  ASSERT_EQ(received->size(), 2);
  EXPECT_EQ((*received)[0].subject, 1.25);
  EXPECT_EQ((*received)[0].control, 3.5);
  EXPECT_EQ((*received)[0].units, 64);
  EXPECT_EQ((*received)[1].base, 0);
}

TEST(Samples, ThatAreNoneAreRefused) {
  EXPECT_FALSE(parse_samples("1 2 3 1\ncannot make a cgroup\n"));
}

}  // namespace
}  // namespace limitest::bench
