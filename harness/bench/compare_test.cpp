// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/compare.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace limitest::bench {
namespace {

using result::Cost;
using result::Costs;
using result::Trend;
using result::Verdict;
using testing::HasSubstr;
using testing::SizeIs;

Costs timed(std::vector<double> values) {
  return {.costs = {{.name = "a", .value = values[values.size() / 2], .values = values}}};
}

Costs paired(double ratio, double spread, double time) {
  return {.costs = {{.name = "a",
                     .value = time,
                     .values = {time},
                     .pair = result::Pair{.ratio = ratio,
                                          .ratios = {ratio - spread, ratio - spread / 2, ratio,
                                                     ratio + spread / 2, ratio + spread}}}}};
}

Costs counted(double value, std::vector<std::pair<std::string, double>> functions = {}) {
  return {.costs = {{.name = "a",
                     .instructions = true,
                     .value = value,
                     .values = {value},
                     .all_functions = std::move(functions)}}};
}

Trend trend(const Costs& before, const Costs& after, double threshold = 5) {
  return compare_costs(before, after, {.times = threshold}).costs.front().trend;
}

TEST(CompareCosts, TellsDearerFromCheaper) {
  const Costs one = timed({100, 101, 102, 103, 104});
  const Costs other = timed({120, 121, 122, 123, 124});
  EXPECT_EQ(trend(one, other), Trend::dearer);
  EXPECT_EQ(trend(other, one), Trend::cheaper);
  EXPECT_EQ(trend(one, one), Trend::same);
  EXPECT_EQ(trend(one, other, 30), Trend::same);
  const auto change = compare_costs(one, other, {}).costs.front();
  EXPECT_NEAR(*change.p, 2.0 / 252, 1e-12);
  EXPECT_TRUE(change.low > 1.15 && change.high < 1.25);
}

TEST(CompareCosts, TakesNoiseForNoise) {
  EXPECT_EQ(trend(timed({60, 90, 100, 130, 170}), timed({70, 95, 110, 140, 160})), Trend::same);
}

// A machine twice as fast is no cheaper kernel.
TEST(CompareCosts, GoesByTheRatioOfAPair) {
  EXPECT_EQ(trend(paired(1.07, 0.002, 1000), paired(1.07, 0.002, 500)), Trend::same);
  EXPECT_EQ(trend(paired(1.07, 0.002, 1000), paired(1.15, 0.002, 1000)), Trend::dearer);
}

TEST(CompareCosts, DoesNotJudgeRatiosOfAMachineThatChangedItsPace) {
  const auto change = compare_costs(paired(1.07, 0.002, 300), paired(1.2, 0.002, 500), {}).costs.front();
  EXPECT_EQ(change.trend, Trend::same);
  EXPECT_THAT(change.remark, HasSubstr("the base itself took 280 ns and now takes 417 ns"));
}

TEST(CompareCosts, NamesTheFunctionThatGotDearer) {
  const Costs before = counted(129, {{"charge_memcg", 11}, {"try_charge_memcg", 63.9}, {"layout", 1.00}});
  const Costs after = counted(134, {{"charge_memcg", 16}, {"try_charge_memcg", 63.9}, {"layout", 1.01}});
  const auto comparison = compare_costs(before, after, {});
  ASSERT_THAT(comparison.costs, SizeIs(1));
  EXPECT_EQ(comparison.costs[0].trend, Trend::dearer);
  ASSERT_THAT(comparison.costs[0].functions, SizeIs(1));
  EXPECT_EQ(comparison.costs[0].functions[0].function, "charge_memcg");
  EXPECT_EQ(comparison.costs[0].functions[0].difference(), 5);
  EXPECT_TRUE(comparison.worse());
  EXPECT_FALSE(compare_costs(before, counted(129.4), {}).worse());
}

// Pages of the root group go through it too, so that the difference to it stays as it was.
TEST(CompareCosts, SeesWhatTheRootGroupPaysToo) {
  const auto comparison = compare_costs(counted(129, {{"charge_memcg", 40}, {"clear_page", 900}}),
                                        counted(129, {{"charge_memcg", 45}, {"clear_page", 903}}), {});
  EXPECT_EQ(comparison.costs[0].trend, Trend::dearer);
  EXPECT_EQ(comparison.costs[0].functions[0].function, "charge_memcg");
}

TEST(CompareCosts, TellsTheControllersFunctionsFirst) {
  const auto comparison =
      compare_costs(counted(129, {{"clear_page", 900}, {"charge_memcg", 40}, {"x", 1}}),
                    counted(129, {{"clear_page", 500}, {"charge_memcg", 41}, {"x", 1}}), {});
  EXPECT_EQ(comparison.costs[0].trend, Trend::same);
  ASSERT_THAT(comparison.costs[0].functions, SizeIs(2));
  EXPECT_EQ(comparison.costs[0].functions[0].function, "charge_memcg");
}

// Without functions the total tells, but only of one kernel version: another one clears pages otherwise.
TEST(CompareCosts, GoesByAllInstructionsOfOneVersion) {
  Costs before = counted(129);
  Costs after = counted(129);
  before.costs[0].total = 2829;
  after.costs[0].total = 2834;
  before.context = {{"kernel", "6.1.192-old"}};
  after.context = {{"kernel", "6.1.192-new"}};
  EXPECT_EQ(trend(before, after), Trend::dearer);
  EXPECT_EQ(trend(after, before), Trend::cheaper);
  EXPECT_FALSE(compare_costs(before, after, {.instructions = 4}).worse());
  after.context = {{"kernel", "6.12.9"}};
  EXPECT_EQ(trend(before, after), Trend::same);
}

TEST(CompareCosts, SaysWhatIsMissing) {
  const Costs one = timed({100});
  Costs other = timed({100});
  other.costs[0].trouble = "no swap";
  const auto comparison = compare_costs(one, other, {});
  EXPECT_EQ(comparison.costs[0].trend, Trend::only_old);
  EXPECT_EQ(comparison.costs[0].remark, "not measured: no swap");
  EXPECT_FALSE(comparison.worse());
  EXPECT_EQ(compare_costs({}, one, {}).costs[0].trend, Trend::only_new);
}

result::Run run_of(std::vector<std::pair<std::string, Verdict>> verdicts) {
  result::Run run;
  for (auto& [name, verdict] : verdicts) run.outcomes.push_back({.scenario = name, .verdict = verdict});
  return run;
}

TEST(CompareRuns, ListsVerdictsThatChanged) {
  const auto before =
      run_of({{"a", Verdict::pass}, {"b", Verdict::fail}, {"c", Verdict::pass}, {"d", Verdict::skip}});
  const auto after =
      run_of({{"a", Verdict::pass}, {"b", Verdict::pass}, {"c", Verdict::fail}, {"e", Verdict::pass}});
  const auto comparison = compare_runs(before, after);
  EXPECT_EQ(comparison.same_verdicts, 1);
  ASSERT_THAT(comparison.verdicts, SizeIs(4));
  EXPECT_FALSE(comparison.verdicts[0].worse);
  EXPECT_TRUE(comparison.verdicts[1].worse);
  EXPECT_EQ(comparison.verdicts[1].scenario, "c");
  EXPECT_EQ(comparison.verdicts[2].after, "");
  EXPECT_EQ(comparison.verdicts[3].before, "");
  EXPECT_TRUE(comparison.worse());
}

TEST(Runs, TellWhatIsLostAndWhatTheKernelDiedOf) {
  using result::Verdict;
  result::Run before{.finished = true};
  before.outcomes = {{.scenario = "skipped", .verdict = Verdict::pass},
                     {.scenario = "broken", .verdict = Verdict::broken},
                     {.scenario = "died", .verdict = Verdict::pass}};
  result::Run after;
  after.outcomes = {{.scenario = "skipped", .verdict = Verdict::skip},
                    {.scenario = "broken", .verdict = Verdict::fail}};
  after.in_flight = {{"died", "", ""}};
  const auto comparison = compare_runs(before, after);
  ASSERT_THAT(comparison.verdicts, SizeIs(3));
  EXPECT_TRUE(comparison.verdicts[0].worse) << "it fails now";
  EXPECT_TRUE(comparison.verdicts[1].worse) << "the run died of it";
  EXPECT_TRUE(comparison.verdicts[2].lost);
  EXPECT_EQ(comparison.lost(), 1);
}

TEST(CompareRuns, TellInOneLineOfAHierarchyThatOneAloneHas) {
  result::Run before = run_of({{"a", Verdict::pass}, {"b", Verdict::pass}, {"c", Verdict::skip}});
  result::Run after = run_of({{"a", Verdict::pass}});
  for (result::Outcome& one : before.outcomes) one.hierarchy = "v1";
  for (result::Outcome& one : after.outcomes) one.hierarchy = "v2";
  const auto comparison = compare_runs(before, after);
  EXPECT_TRUE(comparison.verdicts.empty());
  ASSERT_THAT(comparison.one_sided, SizeIs(2));
  EXPECT_TRUE(comparison.one_sided[0].only_old);
  EXPECT_EQ(comparison.one_sided[0].judged, 2);
  EXPECT_EQ(comparison.one_sided[1].where, "v2");
  EXPECT_EQ(comparison.judged_in_both, 0);
  EXPECT_EQ(comparison.lost(), 2);
}

TEST(CompareRuns, TellThatTheNewOneWasCutShort) {
  result::Run whole = run_of({{"a", Verdict::pass}});
  whole.finished = true;
  const result::Run cut = run_of({{"a", Verdict::pass}});
  EXPECT_TRUE(compare_runs(whole, cut).cut_short);
  EXPECT_FALSE(compare_runs(cut, whole).cut_short);
}

}  // namespace
}  // namespace limitest::bench
