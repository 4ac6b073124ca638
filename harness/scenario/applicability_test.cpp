// SPDX-License-Identifier: Apache-2.0
// Steps, cases and rules for some machines only: what is read, and what is refused.
#include "harness/scenario/applicability.h"

#include "harness/scenario/describe.h"
#include "harness/scenario/testing.h"

namespace limitest::scenario {
namespace {

using ::testing::ElementsAre;
using testing::good;
using testing::listing;
using testing::problems_of;
using ::testing::StartsWith;

constexpr std::string_view box = "cgroups: {box: }\n";

TEST(Applicability, OfAStep) {
  const Scenario one =
      good(fmt::format("{}steps:\n- {{write: {{box/limit: 5M}}, since: 6.10, before: 7.3, config: [MEMCG_V1, "
                       "'!ZSWAP'], swap: some}}\n"
                       "- {{expect: [box/limit == 5M, box/limit > 0], hierarchy: v1}}\n- {{rmdir: box}}\n",
                       box));
  const Applicability& first = one.steps.at(0).applies;
  EXPECT_THAT(first.kernels, ElementsAre(">= 6.10 < 7.3"));
  ASSERT_EQ(first.config.size(), 2U);
  EXPECT_EQ(first.config[0].option, "MEMCG_V1");
  EXPECT_TRUE(first.config[0].set);
  EXPECT_FALSE(first.config[1].set);
  EXPECT_EQ(first.swap, Swap::some);
  EXPECT_EQ(one.steps.at(1).applies.hierarchy, cgroup::Hierarchy::v1);
  EXPECT_EQ(one.steps.at(2).applies.hierarchy, cgroup::Hierarchy::v1);
  EXPECT_TRUE(one.steps.at(3).applies.everywhere());
  EXPECT_EQ(describe(one.steps.at(0)),
            "write 5M to box/limit (only on kernels >= 6.10 < 7.3, with MEMCG_V1, without ZSWAP, with swap)");
}

TEST(Applicability, AStepOfOneHierarchyMayUseItsFiles) {
  EXPECT_THAT(problems_of(fmt::format("{}steps:\n- {{expect: box/memory.failcnt == 0, hierarchy: v1}}\n"
                                      "- {{expect: box/memory.high == 0, hierarchy: v2}}\n",
                                      box)),
              ::testing::IsEmpty());
}

TEST(Applicability, OfACase) {
  const ReadResult result = testing::read(
      "matrix: [{n: 1}, {n: 2, since: 6.13}, {n: 3, hierarchy: v2, swap: none}]\nsteps: [{mkdir: "
      "'x${n}'}]\n");
  ASSERT_EQ(result.scenarios.size(), 3U);
  EXPECT_EQ(result.scenarios[1].name, "oom/name[n=2]");
  EXPECT_TRUE(result.scenarios[0].applies.everywhere());
  EXPECT_THAT(result.scenarios[1].applies.kernels, ElementsAre(">= 6.13"));
  EXPECT_EQ(result.scenarios[2].hierarchy, cgroup::Hierarchy::v2);
  EXPECT_EQ(result.scenarios[2].applies.swap, Swap::none);
}

TEST(Applicability, ACasesHierarchyIsAParameterToo) {
  const ReadResult result = testing::read(
      "matrix: [{hierarchy: v1, n: 1}, {hierarchy: v2, n: 1}]\nhierarchy: ${hierarchy}\nsteps: [{mkdir: "
      "'x${n}'}]\n");
  ASSERT_EQ(result.scenarios.size(), 2U);
  EXPECT_EQ(result.scenarios[0].name, "oom/name[hierarchy=v1,n=1]");
  EXPECT_EQ(result.scenarios[1].hierarchy, cgroup::Hierarchy::v2);
}

TEST(Applicability, OfNeeds) {
  const Scenario one = good("needs: {kernel: '>= 5.11 <7.0', config: PSI}\nsteps: [{mkdir: a}]\n");
  EXPECT_EQ(one.needs.kernel, ">= 5.11 < 7.0");
  ASSERT_EQ(one.needs.config.size(), 1U);
}

TEST(Applicability, OfAKnownRule) {
  const Scenario one = good(
      "known:\n- kernel: ['>= 5.10 < 5.16', '>= 6.15']\n  hierarchy: v1\n  why: |\n    misses are not\n    "
      "counted.\n"
      "  reference: commit 123\n  step: make cgroup a\nsteps: [{mkdir: a}]\n");
  ASSERT_EQ(one.known.size(), 1U);
  const Known& rule = one.known.front();
  EXPECT_THAT(rule.applies.kernels, ElementsAre(">= 5.10 < 5.16", ">= 6.15"));
  EXPECT_EQ(rule.why, "misses are not counted");
  EXPECT_EQ(rule.reference, "commit 123");
  EXPECT_EQ(rule.at.line, 2);
}

TEST(Repeats, AreReadAsShares) {
  const Scenario one =
      good("repeat: {times: 30, pass: 90%, broken: 45.5%, confidence: 99%}\nsteps: [{mkdir: a}]\n");
  ASSERT_TRUE(one.repeat);
  EXPECT_EQ(one.repeat->times, 30U);
  EXPECT_DOUBLE_EQ(one.repeat->broken, 0.455);
}

struct Wrong {
  std::string_view text, problem;
};

constexpr Wrong wrong[] = {
    {"steps: [{mkdir: a, since: '>= 6.13'}]", "1:28: '>= 6.13' is no version of a kernel; write it as 6.13"},
    {"steps: [{mkdir: a, since: 6}]", "1:27: '6' is no version of a kernel"},
    {"steps: [{mkdir: a, sinse: 6.13}]", "1:20: 'mkdir' has no key 'sinse'; did you mean 'since'?"},
    {"steps: [{mkdir: a, config: MEMCG_V11}]",
     "1:28: 'MEMCG_V11' is no option that scenarios ask about; did you mean 'MEMCG_V1'?"},
    {"steps: [{mkdir: a, config: CONFIG_PSI}]", "1:28: leave out 'CONFIG_': PSI"},
    {"steps: [{mkdir: a, swap: yes}]", "1:26: 'yes' is no word for swap"},
    {"matrix: [{n: 1, since: new}]\nsteps: [{mkdir: 'x${n}'}]", "1:24: 'new' is no version of a kernel"},
    {"needs: {config: MEMCGV1}\nsteps: [{mkdir: a}]", "1:17: 'MEMCGV1' is no option"},
    {"steps: [{mkdir: a, since: 6.13}, {rmdir: a}]",
     "1:42: 'a' is there only on kernels >= 6.13; say the same of this step"},
    {"known: []\nsteps: [{mkdir: a}]", "1:8: 'known' is empty"},
    {"known: [x]\nsteps: [{mkdir: a}]",
     "1:9: a rule of 'known' is a mapping with 'kernel', 'why' and 'reference'"},
    {"known: [{kernel: '>= 6.1', why: x}]\nsteps: [{mkdir: a}]",
     "1:9: a rule of 'known' needs 'reference: TEXT'"},
    {"known: [{why: x, reference: y}]\nsteps: [{mkdir: a}]", "1:9: a rule of 'known' needs 'kernel: RULES'"},
    {"known: [{kernel: '>= 6.1 and', why: x, reference: y}]\nsteps: [{mkdir: a}]",
     "1:19: '>= 6.1 and' is no rule for kernels"},
    {"known: [{kernel: '>= 6.1', why: x, reference: ''}]\nsteps: [{mkdir: a}]", "1:47: 'reference' is empty"},
    {"known: [{kernel: '>= 6.1', why: x, reference: y, step: make cgrop a}]\nsteps: [{mkdir: a}]",
     "1:56: no step is 'make cgrop a'; did you mean 'make cgroup a'?"},
    {"repeat: {pass: 0.9}\nsteps: [{mkdir: a}]", "1:16: '0.9' is no share"},
    {"repeat: {times: 1}\nsteps: [{mkdir: a}]", "1:17: '1' is no number of plays"},
    {"repeat: {pass: 50%, broken: 60%}\nsteps: [{mkdir: a}]", "1:9: 'broken' must be less than 'pass'"},
};

TEST(Applicability, RefusesNonsense) {
  for (const auto& [text, problem] : wrong) {
    const auto all = problems_of(text);
    EXPECT_THAT(all, ElementsAre(StartsWith(problem))) << listing(all) << text;
  }
}

TEST(Applicability, LetsStepsOfTheSameMachinesShareNames) {
  EXPECT_THAT(problems_of("steps:\n- {mkdir: a, since: 6.13}\n- {rmdir: a, since: 6.13}\n"),
              ::testing::IsEmpty());
}

}  // namespace
}  // namespace limitest::scenario
