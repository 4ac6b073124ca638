// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/contrary.h"

#include "harness/scenario/testing.h"

namespace limitest::scenario {
namespace {

using ::testing::ElementsAre;

// What the contraries of an expectation say; one that must last ends in "!".
std::vector<std::string> contraries(const std::string& expectation) {
  const Scenario scenario = testing::good(
      "hierarchy: v1\ncgroups: {box: }\nsteps:\n"
      "  - {listen: box/memory.oom_control, as: oom}\n"
      "  - {start: grower, as: hog, in: box}\n"
      "  - {save: box/usage, as: before}\n"
      "  - expect: " +
      expectation);
  std::vector<std::string> all;
  for (const Contrary& one : contraries_of(testing::action<Expect>(scenario, 3).condition))
    all.push_back(one.condition.text + (one.must_last ? "!" : ""));
  return all;
}

TEST(Contrary, OfAValueIsAnotherOne) {
  EXPECT_THAT(contraries("box/usage == 8M"), ElementsAre("box/usage == 16777216!"));
  EXPECT_THAT(contraries("box/usage ≈ 8M"), ElementsAre("box/usage ≈ 16777216!"));
  EXPECT_THAT(contraries("oom.count == 0"), ElementsAre("oom.count == 1!"));
  EXPECT_THAT(contraries("box/usage == before"), ElementsAre("box/usage == (before) * 2!"));
  EXPECT_THAT(contraries("box/limit == unlimited"), ElementsAre("box/limit == 67108864!"));
  EXPECT_THAT(contraries("oom.count != 2"), ElementsAre("oom.count == 2!"));
}

TEST(Contrary, OfABoundIsFarOnTheOtherSide) {
  EXPECT_THAT(contraries("hog.touched >= 8M"), ElementsAre("hog.touched <= 4194304!"));
  EXPECT_THAT(contraries("hog.touched <= 8M"), ElementsAre("hog.touched >= 16777216!"));
  EXPECT_THAT(contraries("oom.count >= 1"), ElementsAre("oom.count <= 0.5!"));
  EXPECT_THAT(contraries("oom.count <= 0"), ElementsAre("oom.count > 0!"));
  EXPECT_THAT(contraries("oom.first <= hog.ended"), ElementsAre("oom.first >= (hog.ended) * 2!"));
  EXPECT_THAT(contraries("3M <= hog.touched <= 5M"),
              ElementsAre("1572864 >= hog.touched and hog.touched <= 5M!",
                          "3M <= hog.touched and hog.touched >= 10485760!"));
}

TEST(Contrary, OfAStateExcludesIt) {
  EXPECT_THAT(contraries("hog paused"), ElementsAre("hog killed"));
  EXPECT_THAT(contraries("hog killed by SIGKILL"), ElementsAre("hog exited"));
  EXPECT_THAT(contraries("hog exited with 0"), ElementsAre("hog killed"));
  EXPECT_THAT(contraries("oom silent"), ElementsAre("oom fired"));
  EXPECT_THAT(contraries("oom fired"), ElementsAre("oom silent!"));
  EXPECT_THAT(contraries("box empty"), ElementsAre("box populated!"));
  EXPECT_THAT(contraries("not hog paused"), ElementsAre("hog paused!"));
}

TEST(Contrary, OfSeveralPartsIsOneForEach) {
  EXPECT_THAT(contraries("hog paused and oom fired"),
              ElementsAre("hog killed and oom fired", "hog paused and oom silent!"));
}

TEST(Contrary, OfAlternativesTurnsAll) {
  EXPECT_THAT(contraries("hog paused or oom fired"), ElementsAre("hog killed and oom silent!"));
}

}  // namespace
}  // namespace limitest::scenario
