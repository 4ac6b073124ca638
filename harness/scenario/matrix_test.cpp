// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/matrix.h"

#include "harness/scenario/testing.h"

namespace limitest::scenario {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::problems_of;
using ::testing::StartsWith;

std::vector<std::string> names_of(std::string_view text) {
  EXPECT_THAT(problems_of(text), IsEmpty()) << text;
  std::vector<std::string> names;
  for (const Scenario& one : testing::read(text).scenarios) names.push_back(one.name);
  return names;
}

constexpr std::string_view rest =
    "cgroups: {\"box-${n}\": {limit: \"${size}\"}}\nsteps: [{rmdir: \"box-${n}\"}]\n";

TEST(Matrix, MakesTheProductOfItsLists) {
  EXPECT_THAT(names_of(fmt::format("matrix: {{size: [10M, 20M], n: [1, 2]}}\n{}", rest)),
              ElementsAre("oom/name[size=10M,n=1]", "oom/name[size=20M,n=1]", "oom/name[size=10M,n=2]",
                          "oom/name[size=20M,n=2]"));
}

TEST(Matrix, TakesAListOfCases) {
  EXPECT_THAT(names_of(fmt::format("matrix: [{{size: 10M, n: 1}}, {{size: 20M, n: 2}}]\n{}", rest)),
              ElementsAre("oom/name[size=10M,n=1]", "oom/name[size=20M,n=2]"));
}

TEST(Matrix, ReplacesKeysValuesAndTheClaim) {
  const ReadResult result =
      testing::read(fmt::format("# Keeps ${{size}}.\nmatrix: {{size: [10M], n: [7]}}\n{}", rest));
  ASSERT_EQ(result.scenarios.size(), 1U);
  const Scenario& one = result.scenarios.front();
  EXPECT_EQ(one.claim, "Keeps 10M.");
  EXPECT_EQ(one.cgroups.at(0).name, "box-7");
  EXPECT_EQ(one.cgroups.at(0).settings.at(0).value, "10M");
}

TEST(Matrix, ReplacesPartsOfTextAndWholeExpressions) {
  const Scenario one = testing::good(
      "matrix: {a: [hog], what: [paused and hog alive]}\ncgroups: {box: }\nsteps:\n- {start: grower, in: "
      "box, as: \"${a}\"}\n"
      "- expect: ${a} ${what}\n");
  EXPECT_EQ(testing::action<Expect>(one, 1).condition.text, "hog paused and hog alive");
}

struct Wrong {
  std::string_view text, problem;
};

constexpr Wrong wrong[] = {
    {"matrix: {}\nsteps: [{mkdir: a}]", "1:9: 'matrix' is empty"},
    {"matrix: 5\nsteps: [{mkdir: a}]", "1:9: 'matrix' is empty"},
    {"matrix: {a: []}\nsteps: [{mkdir: a}]", "1:13: 'a' takes a list of values with at least one"},
    {"matrix: {a: 1}\nsteps: [{mkdir: a}]", "1:13: 'a' takes a list"},
    {"matrix: {a: [[1]]}\nsteps: [{mkdir: a}]", "1:14: a parameter's value is one text"},
    {"matrix: {a: [1, 1]}\nsteps: [{mkdir: 'x${a}'}]", "1:17: 'a' has the value '1' already"},
    {"matrix: {a: ['x,y']}\nsteps: [{mkdir: 'x${a}'}]", "1:14: a parameter's value becomes part of a name"},
    {"matrix: {'a b': [1]}\nsteps: [{mkdir: a}]", "1:10: 'a b' cannot be a parameter"},
    {"matrix: {a: [1]}\nsteps: [{mkdir: a}]", "1:10: parameter 'a' is never used; write ${a}"},
    {"matrix: {size: [1]}\nsteps: [{mkdir: 'x${siz}${size}'}]",
     "2:19: no parameter is named 'siz'; did you mean 'size'?"},
    {"steps: [{mkdir: 'x${a}'}]", "1:19: no parameter is named 'a'; there is no 'matrix:' in this file"},
    {"matrix: [{a: 1}, {b: 1}]\nsteps: [{mkdir: 'x${a}'}]",
     "1:18: every case has the same parameters; the first has a"},
    {"matrix: [{a: 1}, {a: 1}]\nsteps: [{mkdir: 'x${a}'}]", "1:18: this case is there already"},
    {"matrix: [5]\nsteps: [{mkdir: a}]", "1:10: a case is a mapping"},
};

TEST(Matrix, SaysWhatIsWrongWithIt) {
  for (const auto& [text, problem] : wrong)
    EXPECT_THAT(problems_of(text), ElementsAre(StartsWith(problem))) << text;
}

TEST(Matrix, SaysInWhichCombinationAValueIsWrong) {
  EXPECT_THAT(
      problems_of("matrix: {size: [10M, 20X]}\ncgroups: {box: {limit: '${size}'}}\nsteps: [{rmdir: box}]\n"),
      ElementsAre("2:25: 'X' is no unit of size; use K, M, G, T, P or E (powers of 1024), as in 100M (with "
                  "size=20X)"));
}

TEST(Matrix, ReportsAMistakeOnceNotForEveryCombination) {
  EXPECT_THAT(problems_of("matrix: {n: [1, 2, 3]}\nsteps: [{mkdir: 'x${n}'}, {rmdr: x}]\n"),
              ElementsAre("2:28: 'rmdr' begins no step; did you mean 'rmdir'?"));
}

TEST(Matrix, IsBounded) {
  std::string many = "matrix: {a: [";
  for (int i = 0; i < 201; ++i) many += fmt::format("{},", i);
  EXPECT_THAT(problems_of(many + "]}\nsteps: [{mkdir: 'x${a}'}]"),
              Contains(HasSubstr("more than 200 combinations")));
}

}  // namespace
}  // namespace limitest::scenario
