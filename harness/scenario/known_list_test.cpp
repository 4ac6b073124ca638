// SPDX-License-Identifier: Apache-2.0
// Lists of known deviations: whom their rules reach, and what is refused.
#include "harness/scenario/known_list.h"

#include "harness/scenario/testing.h"

namespace limitest::scenario {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

constexpr std::string_view rest = "kernel: '>= 5.14', why: it is late, reference: bug 7";

std::vector<std::string> told(const std::vector<Diagnostic>& problems) {
  std::vector<std::string> all;
  for (const Diagnostic& problem : problems)
    all.push_back(fmt::format("{}:{}: {}", problem.at.line, problem.at.column, problem.message));
  return all;
}

struct Played {
  Scenario one = testing::good("cgroups: {box: }\nsteps: [{expect: box/usage == 0}]\n");
  Scenario other = one;
  Played() {
    one.name = "swap/fills";
    other.name = "limits/kills[size=1M]";
  }
  std::vector<std::string> add(const std::string& text) {
    const KnownList list = read_known_list(text, "ours.yaml");
    if (!list.problems.empty()) return told(list.problems);
    const Scenario* const all[] = {&one, &other};
    Scenario* const both[] = {&one, &other};
    add_known(list, both);
    return told(misnamed(list, all));
  }
};

TEST(KnownList, ReachesWhatItsRulesName) {
  Played played;
  EXPECT_THAT(played.add(fmt::format("- {{scenario: swap, {0}}}\n- {{scenario: swap/fills, {0}}}\n", rest)),
              IsEmpty());
  ASSERT_EQ(played.one.known.size(), 2U);
  EXPECT_EQ(played.one.known.front().why, "it is late");
  EXPECT_TRUE(played.one.known.front().for_all);
  EXPECT_EQ(played.one.known.back().at.line, 2);
  EXPECT_EQ(played.one.known.back().file, "ours.yaml");
  EXPECT_FALSE(played.one.known.back().for_all);
  EXPECT_THAT(played.other.known, IsEmpty());
}

TEST(KnownList, NamesAMatrixOrOneOfItsCases) {
  for (const char* name : {"limits/kills", "'limits/kills[size=1M]'"}) {
    Played played;
    EXPECT_THAT(played.add(fmt::format("[{{scenario: {}, {}}}]", name, rest)), IsEmpty());
    ASSERT_EQ(played.other.known.size(), 1U) << name;
    EXPECT_FALSE(played.other.known.front().for_all);
  }
}

TEST(KnownList, OfOneStepReachesScenariosThatHaveIt) {
  Played played;
  played.other.steps.clear();
  EXPECT_THAT(played.add(fmt::format("[{{scenario: '*', step: expect box/usage == 0, {}}}]", rest)),
              IsEmpty());
  EXPECT_EQ(played.one.known.size(), 1U);
  EXPECT_THAT(played.other.known, IsEmpty());
}

TEST(KnownList, RefusesWhatWouldNeverApply) {
  Played played;
  EXPECT_THAT(played.add(fmt::format("- {{scenario: swap/fils, {}}}", rest)),
              ElementsAre("1:14: no scenario is named 'swap/fils'; did you mean 'swap/fills'?"));
  EXPECT_THAT(played.add(fmt::format("- {{scenario: 'limits/kills[size=2M]', {}}}", rest)),
              ElementsAre(StartsWith("1:14: no scenario is named")));
  EXPECT_THAT(
      played.add(fmt::format("[{{scenario: swap, step: expect box/usage == 1, {}}}]", rest)),
      ElementsAre("1:25: no step of swap is 'expect box/usage == 1'; did you mean 'expect box/usage == "
                  "0'?"));
  EXPECT_THAT(played.add(fmt::format("- {{scenario: mine/elsewhere, {}}}", rest)), IsEmpty());
}

TEST(KnownList, RefusesWhatIsNoRule) {
  Played played;
  EXPECT_THAT(played.add("- {scenario: swap, why: x, reference: y}"),
              ElementsAre("1:3: a rule of a known list needs 'kernel: RULES'"));
  EXPECT_THAT(played.add(fmt::format("[{{{}}}]", rest)),
              ElementsAre("1:2: a rule of a known list needs 'scenario: TEXT'"));
  EXPECT_THAT(played.add(fmt::format("[{{scenario: swap, step: '', {}}}]", rest)),
              ElementsAre(StartsWith("1:25: 'step' is empty")));
  EXPECT_THAT(played.add("[x]"), ElementsAre(StartsWith("1:2: a rule of a known list is a mapping")));
  EXPECT_THAT(played.add("swap: x"), ElementsAre(StartsWith("1:1: a known list is a list of rules")));
  EXPECT_THAT(played.add(""), ElementsAre(StartsWith("1:1: a known list is a list of rules")));
}

}  // namespace
}  // namespace limitest::scenario
