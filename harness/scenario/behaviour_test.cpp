// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/behaviour.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/base/embedded.h"
#include "harness/scenario/testing.h"

namespace limitest::scenario {
namespace {

using ::testing::HasSubstr;

TEST(Behaviours, AreReadLineByLine) {
  const auto all =
      parse_behaviours("# Limits.\n\nlimit/kills   both  It dies.\npause/sleeps v1 It sleeps on.");
  ASSERT_TRUE(all) << all.error().message;
  ASSERT_EQ(all->size(), 2U);
  EXPECT_EQ(all->at(0).slug, "limit/kills");
  EXPECT_EQ(all->at(0).topic(), "limit");
  EXPECT_FALSE(all->at(0).hierarchy);
  EXPECT_EQ(all->at(0).sentence, "It dies.");
  EXPECT_EQ(all->at(1).hierarchy, cgroup::Hierarchy::v1);
  EXPECT_EQ(all->at(1).sentence, "It sleeps on.");
}

TEST(Behaviours, TellTheLineThatIsWrong) {
  const auto why = [](std::string_view text) { return parse_behaviours(text).error().message; };
  EXPECT_THAT(why("# none\nkills both It dies."), HasSubstr("line 2 of the behaviours: 'kills' is no"));
  EXPECT_THAT(why("limit/a/b both It dies."), HasSubstr("is no behaviour's name"));
  EXPECT_THAT(why("limit/Kills both It dies."), HasSubstr("is no behaviour's name"));
  EXPECT_THAT(why("limit/kills all It dies."), HasSubstr("'all' is neither v1, v2 nor both"));
  EXPECT_THAT(why("limit/kills v1"), HasSubstr("has no sentence"));
  EXPECT_THAT(why("limit/kills v1 It dies.\nlimit/kills v1 It dies."), HasSubstr("line 2"));
}

TEST(Behaviours, OfThisProjectCanBeRead) {
  const auto all = parse_behaviours(behaviour_files().front().content);
  ASSERT_TRUE(all) << all.error().message;
  EXPECT_GE(all->size(), 280U);
}

TEST(Covers, TakesOneOrSeveral) {
  EXPECT_THAT(testing::good("covers: limit/kills\nsteps: [{mkdir: box}]").covers,
              ::testing::ElementsAre("limit/kills"));
  EXPECT_THAT(testing::good("covers: [limit/kills, pause/sleeps]\nsteps: [{mkdir: box}]").covers,
              ::testing::ElementsAre("limit/kills", "pause/sleeps"));
}

TEST(Covers, MayComeFromTheMatrix) {
  const ReadResult result = testing::read(
      "matrix:\n  - {what: kills, of: limit}\n  - {what: sleeps, of: pause}\n"
      "covers: \"${of}/${what}\"\nsteps: [{mkdir: box}]");
  ASSERT_EQ(result.scenarios.size(), 2U) << testing::listing(testing::problems_of(""));
  EXPECT_THAT(result.scenarios[1].covers, ::testing::ElementsAre("pause/sleeps"));
}

TEST(Covers, RefusesWhatNobodyKnows) {
  EXPECT_THAT(testing::problems_of("covers: [limit/kill]\nsteps: [{mkdir: box}]"),
              ::testing::ElementsAre("1:10: no behaviour 'limit/kill'; did you mean 'limit/kills'?"));
  EXPECT_THAT(testing::problems_of("covers: [limit/kills, limit/kills]\nsteps: [{mkdir: box}]"),
              ::testing::ElementsAre("1:23: 'limit/kills' is there twice"));
  EXPECT_THAT(testing::problems_of("hierarchy: v2\ncovers: pause/sleeps\nsteps: [{mkdir: box}]"),
              ::testing::ElementsAre("2:9: 'pause/sleeps' is a promise of v1, this scenario is about v2"));
}

}  // namespace
}  // namespace limitest::scenario
