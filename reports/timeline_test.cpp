// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/axis.h"
#include "reports/mark_labels.h"
#include "reports/svg_paths.h"
#include "reports/thinning.h"

namespace limitest::reports {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;

std::vector<std::string> labels_of(const std::vector<Tick>& ticks) {
  std::vector<std::string> labels;
  for (const Tick& tick : ticks) labels.push_back(tick.label);
  return labels;
}

TEST(Axis, CountsSizesInRoundPowersOf1024) {
  EXPECT_THAT(labels_of(size_ticks(0x1p20 * 10.8)), ElementsAre("0", "5M", "10M"));
  EXPECT_THAT(labels_of(size_ticks(4096)), ElementsAre("0", "1K", "2K", "3K", "4K"));
  EXPECT_LE(size_ticks(1e18).size(), 6U);
  EXPECT_THAT(labels_of(size_ticks(0)), ElementsAre("0", "1"));
}

TEST(Axis, CountsTimeInMillisecondsBelowASecond) {
  EXPECT_THAT(labels_of(time_ticks(milliseconds(900))),
              ElementsAre("0 ms", "200 ms", "400 ms", "600 ms", "800 ms"));
  EXPECT_THAT(labels_of(time_ticks(milliseconds(2100))),
              ElementsAre("0.0 s", "0.5 s", "1.0 s", "1.5 s", "2.0 s"));
  EXPECT_LE(time_ticks(Nanoseconds(0)).size(), 6U);
}

TEST(Thinning, KeepsEveryPeak) {
  std::vector<result::Sample> samples;
  for (int at = 0; at < 10'000; ++at)
    samples.push_back({Nanoseconds(at), at == 5'003 ? 99 : 10, std::nullopt});
  const std::vector<Point> points = thinned(samples, Nanoseconds(10'000), 300);
  EXPECT_LE(points.size(), 600U);
  EXPECT_EQ(std::ranges::max(points, {}, &Point::usage).at, Nanoseconds(5'003));
  EXPECT_TRUE(std::ranges::is_sorted(points, {}, &Point::at));
}

TEST(Thinning, TakesAnyTimes) {
  EXPECT_TRUE(thinned({}, Nanoseconds(1), 300).empty());
  EXPECT_EQ(thinned({{Nanoseconds(-5), 1, {}}, {Nanoseconds(50), 2, {}}}, Nanoseconds(10), 300).size(), 2U);
  EXPECT_EQ(thinned({{Nanoseconds(7), 1, {}}}, Nanoseconds(0), 300).size(), 1U);
}

TEST(LimitPath, HasAGapWhereThereWasNoLimit) {
  const result::Series series{
      "box", {{milliseconds(0), 5, 10}, {milliseconds(1), 5, std::nullopt}, {milliseconds(2), 5, 10}}};
  EXPECT_EQ(limit_path(series, scale_for(series, milliseconds(4))), "M0 11.9H250M500 11.9H500");
}

TEST(LimitPath, LeavesOutALimitThatWouldPressTheCurveFlat) {
  const result::Series series{"box", {{milliseconds(0), 100, 100'000}, {milliseconds(1), 100, 200}}};
  EXPECT_EQ(limit_path(series, scale_for(series, milliseconds(2))), "M500 11.9H500");
}

TEST(MarkLabels, ShareOneWhereTheyNearlyCoincide) {
  const auto labels = place_labels({0.1, 0.1001, 0.1002, 0.5});
  ASSERT_EQ(labels.size(), 2U);
  EXPECT_EQ(labels[0].text, "1–3");
  EXPECT_EQ(labels[1].text, "4");
}

TEST(MarkLabels, NeverOverlapAndNeverTakeManyLanes) {
  std::vector<double> shares;
  for (int i = 0; i < 500; ++i) shares.push_back(i / 500.0);
  for (const auto& some : {shares, std::vector<double>{0.1, 0.11, 0.12, 0.13}, std::vector<double>{}}) {
    const auto labels = place_labels(some);
    EXPECT_LE(count_lanes(labels), 3U);
    for (const MarkLabel& a : labels)
      for (const MarkLabel& b : labels)
        if (a.lane == b.lane && a.share < b.share) {
          EXPECT_LE(a.share * 290 + a.width / 2, b.share * 290 - b.width / 2);
        }
  }
}

}  // namespace
}  // namespace limitest::reports
