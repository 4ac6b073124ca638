// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/statistics.h"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace limitest::bench {
namespace {

using testing::AllOf;
using testing::DoubleNear;
using testing::Gt;
using testing::Lt;

std::vector<double> normal(double mean, double deviation, std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<double> draw(mean, deviation);
  std::vector<double> values(count);
  for (double& value : values) value = draw(random);
  return values;
}

TEST(Median, IsTheMiddleOrTheMeanOfTheTwoMiddleValues) {
  EXPECT_EQ(median({3, 1, 2}), 2);
  EXPECT_EQ(median({4, 1, 3, 2}), 2.5);
  EXPECT_EQ(median({7}), 7);
  EXPECT_EQ(median({}), 0);
}

TEST(Median, DoesNotSeeAFewWildValues) {
  EXPECT_EQ(median({1, 1e9, 1, 1, 1e12}), 1);
}

TEST(Quantile, InterpolatesBetweenNeighbours) {
  EXPECT_DOUBLE_EQ(quantile({10, 20, 30, 40, 50}, 0.9), 46);
  EXPECT_EQ(quantile({10, 20, 30}, 0), 10);
  EXPECT_EQ(quantile({10, 20, 30}, 1), 30);
}

TEST(Bootstrap, IsTheSameEachTime) {
  const std::vector<std::vector<double>> groups{normal(1, 0.1, 100, 1), normal(1, 0.1, 100, 2)};
  const Interval first = bootstrap_median(groups);
  const Interval again = bootstrap_median(groups);
  EXPECT_EQ(first.low, again.low);
  EXPECT_EQ(first.high, again.high);
}

// The standard error of a median of n normal values is 1.2533 deviations / sqrt(n).
TEST(Bootstrap, IsAsWideAsTheorySays) {
  const Interval interval = bootstrap_median({normal(100, 10, 2500, 3)});
  const double expected = 2 * 1.96 * 1.2533 * 10 / 50;
  EXPECT_THAT(interval.high - interval.low, AllOf(Gt(expected * 0.7), Lt(expected * 1.4)));
  EXPECT_THAT((interval.high + interval.low) / 2, DoubleNear(100, 1));
}

// Many samples of processes that differ are no more certain than the processes are many.
TEST(Bootstrap, SeesHowFarProcessesAreApart) {
  const Interval alike =
      bootstrap_median({normal(1, 0.01, 1000, 1), normal(1, 0.01, 1000, 2), normal(1, 0.01, 1000, 3)});
  const Interval apart =
      bootstrap_median({normal(0.95, 0.01, 1000, 1), normal(1, 0.01, 1000, 2), normal(1.05, 0.01, 1000, 3)});
  EXPECT_GT(apart.high - apart.low, 5 * (alike.high - alike.low));
}

TEST(Bootstrap, OfARatioCoversIt) {
  const Interval interval = bootstrap_ratio(normal(110, 2, 40, 4), normal(100, 2, 40, 5));
  EXPECT_THAT(interval.low, AllOf(Gt(1.08), Lt(1.10)));
  EXPECT_THAT(interval.high, AllOf(Gt(1.10), Lt(1.12)));
}

// The values below are scipy 1.10's mannwhitneyu(..., alternative="two-sided"), method "exact" where
// nothing is tied, else "asymptotic".
TEST(MannWhitney, IsExactForSmallSamples) {
  EXPECT_DOUBLE_EQ(mann_whitney(std::vector<double>{1, 2, 3}, std::vector<double>{4, 5, 6}), 0.1);
  EXPECT_NEAR(mann_whitney(std::vector<double>{1, 2, 3, 4, 5}, std::vector<double>{6, 7, 8, 9, 10}),
              0.007936507936507936, 1e-12);
  EXPECT_NEAR(mann_whitney(std::vector<double>{19, 22, 16, 29, 24}, std::vector<double>{20, 11, 17, 12}),
              0.1111111111111111, 1e-12);
  EXPECT_NEAR(mann_whitney(std::vector<double>{3.1, 4.7, 1.2, 8.8, 5.5, 6.1, 2.4},
                           std::vector<double>{7.3, 9.9, 4.9, 8.1, 10.2}),
              0.04797979797979798, 1e-12);
}

TEST(MannWhitney, CorrectsForTies) {
  EXPECT_NEAR(mann_whitney(std::vector<double>{1, 2, 2, 3, 5}, std::vector<double>{2, 4, 5, 6, 6}),
              0.11049202405566802, 1e-9);
  EXPECT_EQ(mann_whitney(std::vector<double>{2, 2, 2}, std::vector<double>{2, 2, 2}), 1);
}

TEST(MannWhitney, ApproximatesLargeSamples) {
  std::vector<double> one;
  std::vector<double> other;
  for (int i = 0; i < 30; ++i) one.push_back(i * 7 % 31);
  for (int i = 0; i < 25; ++i) other.push_back(i * 5 % 29 + 6.5);
  EXPECT_NEAR(mann_whitney(one, other), 0.04166790749555685, 1e-9);
}

TEST(MannWhitney, KnowsNothingOfNothing) {
  EXPECT_EQ(mann_whitney(std::vector<double>{}, std::vector<double>{1, 2}), 1);
}

}  // namespace
}  // namespace limitest::bench
