// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/applies.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace limitest::engine {
namespace {

using result::Outcome;
using result::Verdict;
using scenario::Applicability;
using scenario::Known;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Machine machine() {
  Machine machine;
  machine.kernel = "6.12.117";
  machine.location = cgroup::Location{cgroup::Hierarchy::v1, "/sys/fs/cgroup"};
  machine.configuration = {.source = "/boot/config", .options = {{"MEMCG_V1", "y"}}};
  return machine;
}

TEST(Applies, WhereNothingIsAsked) {
  EXPECT_FALSE(why_not_here({}, machine()));
}

TEST(Applies, ByKernelVersion) {
  EXPECT_FALSE(why_not_here({.kernels = {">= 6.12 < 6.13"}}, machine()));
  EXPECT_FALSE(why_not_here({.kernels = {"< 5.11", ">= 6.12"}}, machine()));
  EXPECT_EQ(why_not_here({.kernels = {">= 6.13"}}, machine()), "needs a kernel >= 6.13, this is 6.12.117");
}

TEST(Applies, ByConfiguration) {
  EXPECT_FALSE(why_not_here({.config = {{"MEMCG_V1", true}, {"ZSWAP", false}}}, machine()));
  EXPECT_THAT(why_not_here({.config = {{"ZSWAP", true}}}, machine()).value_or(""),
              HasSubstr("needs a kernel with CONFIG_ZSWAP, see /boot/config"));
  EXPECT_THAT(why_not_here({.config = {{"MEMCG_V1", false}}}, machine()).value_or(""),
              HasSubstr("without CONFIG_MEMCG_V1"));
}

TEST(Applies, NotWhereTheConfigurationCannotBeRead) {
  Machine silent = machine();
  silent.configuration = {};
  for (const bool set : {true, false})
    EXPECT_THAT(why_not_here({.config = {{"MEMCG_V1", set}}}, silent).value_or(""),
                HasSubstr("cannot be judged"));
}

TEST(Applies, BySwitchesWhereTheKernelHasThem) {
  Machine switched = machine();
  switched.switches = {{"TRANSPARENT_HUGEPAGE", {false, "/sys/there"}},
                       {"LRU_GEN_ENABLED", {true, "/sys/here"}}};
  EXPECT_EQ(why_not_here({.config = {{"TRANSPARENT_HUGEPAGE", true}}}, switched),
            "needs TRANSPARENT_HUGEPAGE switched on, see /sys/there");
  EXPECT_EQ(why_not_here({.config = {{"LRU_GEN_ENABLED", false}}}, switched),
            "needs LRU_GEN_ENABLED switched off, see /sys/here");
  EXPECT_FALSE(why_not_here({.config = {{"LRU_GEN_ENABLED", true}}}, switched));
}

TEST(Applies, BySwappingThatCanHappen) {
  Machine swapping = machine();
  swapping.swap_total = swapping.swap_free = Bytes{256 << 20};
  EXPECT_FALSE(why_no_swapping(swapping));
  swapping.slow_swap = "/dev/sda2";
  EXPECT_THAT(why_no_swapping(swapping).value_or(""), HasSubstr("needs swap in memory, /dev/sda2 takes"));
  swapping.slow_swap = "";
  swapping.swappiness = 0;
  EXPECT_THAT(why_no_swapping(swapping).value_or(""), HasSubstr("vm.swappiness is 0"));
  swapping.swap_free = Bytes{100 << 20};
  EXPECT_THAT(why_no_swapping(swapping).value_or(""),
              HasSubstr("needs 128M of free swap, there is 100M of 256M"));
  EXPECT_THAT(why_no_swapping(machine()).value_or(""), HasSubstr("this machine has none"));
}

TEST(Applies, BySwapAndHierarchy) {
  EXPECT_FALSE(why_not_here({.swap = scenario::Swap::none, .hierarchy = cgroup::Hierarchy::v1}, machine()));
  EXPECT_TRUE(why_not_here({.swap = scenario::Swap::some}, machine()));
  EXPECT_TRUE(why_not_here({.hierarchy = cgroup::Hierarchy::v2}, machine()));
}

TEST(Applies, AScenarioWithoutAClaimLeftClaimsNothing) {
  scenario::Scenario scenario;
  scenario.steps.push_back({.action = scenario::Save{"before", {}}});
  scenario.steps.push_back({.action = scenario::Expect{}, .applies = {.kernels = {">= 6.13"}}});
  const auto left_out = steps_left_out(scenario, machine());
  EXPECT_EQ(left_out.at(0), "");
  EXPECT_NE(left_out.at(1), "");
  EXPECT_FALSE(claims_something(scenario, left_out));
  EXPECT_TRUE(claims_something(scenario, {"", ""}));
}

Outcome outcome(Verdict verdict) {
  return {.scenario = "a/b",
          .verdict = verdict,
          .reason = "expected 1, seen 0",
          .steps = {{.text = "expect a", .outcome = result::StepOutcome::done},
                    {.text = "expect b", .outcome = result::StepOutcome::failed}}};
}

Known rule(std::string step = "") {
  return {.applies = {.kernels = {">= 6.12"}},
          .step = std::move(step),
          .why = "misses are not counted",
          .reference = "commit 123",
          .at = {7, 3}};
}

TEST(SlowSwap, IsWhatIsNotInMemory) {
  const std::string head = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n";
  EXPECT_EQ(slow_swap(head), "");
  EXPECT_EQ(slow_swap(head + "/dev/zram0                              partition\t262140\t\t0\t\t-2\n"), "");
  EXPECT_EQ(slow_swap(head + "/dev/zram0 partition 262140 0 100\n/swap.img file 4194300 0 -2\n"),
            "/swap.img");
}

TEST(KnownRules, MakeAForetoldFailureKnown) {
  Outcome failed = outcome(Verdict::fail);
  apply_known({rule()}, failed);
  EXPECT_EQ(failed.verdict, Verdict::known);
  EXPECT_EQ(failed.reason, "misses are not counted (commit 123)");
  EXPECT_THAT(failed.remarks, IsEmpty());
}

TEST(KnownRules, OfOneStepLeaveOtherFailuresAlone) {
  Outcome foretold = outcome(Verdict::fail);
  apply_known({rule("expect b")}, foretold);
  EXPECT_EQ(foretold.verdict, Verdict::known);
  Outcome other = outcome(Verdict::fail);
  apply_known({rule("expect a")}, other);
  EXPECT_EQ(other.verdict, Verdict::fail);
}

TEST(KnownRules, AreOutdatedWhereTheClaimHolds) {
  Outcome passed = outcome(Verdict::pass);
  apply_known({rule()}, passed);
  EXPECT_EQ(passed.verdict, Verdict::pass);
  ASSERT_EQ(passed.remarks.size(), 1U);
  EXPECT_THAT(passed.remarks.front(), HasSubstr("outdated: on kernels >= 6.12"));
  EXPECT_THAT(passed.remarks.front(), HasSubstr("line 7"));
}

TEST(KnownRules, OfAListAreNarrowedThere) {
  Outcome passed = outcome(Verdict::pass);
  Known listed = rule();
  listed.file = "ours.yaml";
  apply_known({listed}, passed);
  ASSERT_EQ(passed.remarks.size(), 1U);
  EXPECT_THAT(passed.remarks.front(), HasSubstr("narrow the rule in ours.yaml:7"));
}

TEST(KnownRules, OfAFolderNeedNotApplyToAllOfIt) {
  Outcome passed = outcome(Verdict::pass);
  Known broad = rule();
  broad.for_all = true;
  apply_known({broad}, passed);
  EXPECT_THAT(passed.remarks, IsEmpty());
}

TEST(KnownRules, NeverExcuseABrokenPlay) {
  Outcome broken = outcome(Verdict::broken);
  apply_known({rule()}, broken);
  EXPECT_EQ(broken.verdict, Verdict::broken);
  EXPECT_EQ(broken.reason, "expected 1, seen 0");
}

TEST(KnownRules, ForetellAFailureOnADisturbedHostToo) {
  Outcome foretold = outcome(Verdict::broken);
  foretold.disturbed = true;
  Outcome other = foretold;
  apply_known({rule("expect b")}, foretold);
  EXPECT_EQ(foretold.verdict, Verdict::known);
  apply_known({rule("expect a")}, other);
  EXPECT_EQ(other.verdict, Verdict::broken);
}

TEST(KnownRules, AreForTheirKernelsAlone) {
  scenario::Scenario scenario;
  scenario.known = {rule()};
  EXPECT_EQ(known_here(scenario, machine()).size(), 1U);
  scenario.known.front().applies.kernels = {">= 6.13"};
  EXPECT_THAT(known_here(scenario, machine()), IsEmpty());
}

}  // namespace
}  // namespace limitest::engine
