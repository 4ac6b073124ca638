// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/ablation.h"

#include <algorithm>

#include "harness/scenario/testing.h"

namespace limitest::scenario {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Nanoseconds patience = std::chrono::seconds(1);

std::vector<Ablation> ablations(std::string_view text) {
  return ablations_of(testing::good(text), testing::catalogue(), patience);
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> all;
  for (const Ablation& one : ablations(text)) all.push_back(fmt::format("{}: {}", one.at.line, one.words));
  return all;
}

TEST(Ablation, LeavesOutOneThingAtATime) {
  EXPECT_THAT(words("cgroups:\n"
                    "  box: {limit: 8M}\n"
                    "  other:\n"
                    "steps:\n"
                    "  - {start: keeper, as: hog, in: box, with: {size: 32M}}\n"
                    "  - write: {box/limit: 16M}\n"
                    "  - {move: hog, to: other}\n"
                    "  - {signal: SIGKILL, to: hog}\n"
                    "  - {tell: hog, to: release}\n"),
              ElementsAre("2: without: limit 8M of box", "5: hog with size=4K instead of 32M",
                          "6: without: write 16M to box/limit", "7: without: move hog to other",
                          "8: without: send SIGKILL to hog", "9: without: tell hog to release"));
}

TEST(Ablation, TakesAGroupFromItsOwner) {
  const auto all = ablations("cgroups: {box: {owner: 7}}\nsteps: [{mkdir: inner, in: box, user: 7}]");
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].words, "box belongs to root, not to user 7");
  EXPECT_EQ(all[0].scenario.cgroups.front().owner, 0U);
}

TEST(Ablation, IsAScenarioWithoutThatThing) {
  const auto all = ablations("cgroups: {box: {limit: 8M}}\nsteps: [{write: {box/limit: 16M}}]");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_THAT(all[0].scenario.cgroups.front().settings, IsEmpty());
  EXPECT_EQ(all[0].scenario.steps.size(), 1U);
  EXPECT_EQ(all[1].scenario.cgroups.front().settings.size(), 1U);
  EXPECT_THAT(all[1].scenario.steps, IsEmpty());
}

TEST(Ablation, KnowsDefaultsOfWorkloadsAndTheLeastTheyCanDo) {
  EXPECT_THAT(words("cgroups: {box: }\nsteps:\n"
                    "  - {start: grower, in: box, with: {step: 1024K, every: 10000us}}"),
              IsEmpty());
  EXPECT_THAT(words("cgroups: {box: }\nsteps:\n"
                    "  - {start: keeper, in: box, with: {size: 16384K, threads: 1}}"),
              ElementsAre("3: keeper with size=4K instead of 16384K"));
}

TEST(Ablation, LeavesAloneWhatTheMatrixVaries) {
  EXPECT_THAT(words("matrix: {allocator: [libc, jemalloc]}\n"
                    "cgroups: {box: }\nsteps:\n"
                    "  - {start: grower, in: box, with: {allocator: \"${allocator}\", every: 20ms}}"),
              ElementsAre("4: grower without every=20ms"));
}

TEST(Ablation, MakesListenersDeaf) {
  const auto all =
      ablations("hierarchy: v1\ncgroups: {box: }\nsteps: [{listen: box/memory.oom_control, as: oom}]");
  ASSERT_EQ(all.size(), 1U);
  const Scenario& deaf = all.front().scenario;
  const auto& target = testing::action<Listen>(deaf, 0).target;
  EXPECT_NE(target.cgroup, "box");
  EXPECT_TRUE(
      std::ranges::any_of(deaf.cgroups, [&](const Cgroup& one) { return one.name == target.cgroup; }));
}

TEST(Ablation, ExpectsRefusalsToBeAccepted) {
  const auto all = ablations("cgroups: {box: }\nsteps: [{write: {box/limit: abc}, fails: EINVAL}]");
  ASSERT_EQ(all.size(), 1U);
  EXPECT_THAT(testing::action<Write>(all.front().scenario, 0).answer.errnos, IsEmpty());
}

TEST(Ablation, TurnsExpectationsRound) {
  const auto all = ablations(
      "cgroups: {box: }\nsteps:\n"
      "  - expect: box/usage >= 8M\n"
      "    within: 60s\n");
  ASSERT_EQ(all.size(), 1U);
  const auto& turned = testing::action<Expect>(all.front().scenario, 0);
  EXPECT_EQ(turned.condition.text, "box/usage <= 4194304");
  EXPECT_FALSE(turned.within);
  EXPECT_EQ(turned.lasting, patience);
}

TEST(Ablation, OfTheSameScenarioAreTheSame) {
  const auto once = words(testing::paused_scenario);
  EXPECT_EQ(once, words(testing::paused_scenario));
  EXPECT_EQ(once.size(), 10U) << testing::listing(once);
}

}  // namespace
}  // namespace limitest::scenario
