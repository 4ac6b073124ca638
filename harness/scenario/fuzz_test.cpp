// SPDX-License-Identifier: Apache-2.0
// Whatever the file says, the reader answers with scenarios or with problems that can be shown.
#include <random>

#include "harness/scenario/describe.h"
#include "harness/scenario/testing.h"

namespace limitest::scenario {
namespace {

constexpr int rounds = 2000;

// Pieces of the language and of YAML, so that not every mutation fails in the first line.
constexpr std::string_view pieces[] = {
    "hog",
    "box/",
    "memory.stat:",
    " and ",
    " or ",
    "not ",
    "(",
    ")",
    ":",
    ": ",
    "- ",
    "\n",
    "\n  ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "\"",
    "'",
    "&a ",
    "*a",
    "!t ",
    "|",
    ">",
    "${x}",
    "matrix: {x: [1, 2]}\n",
    "5M",
    "-1",
    "é",
    "≈",
    "\xff",
    "\t",
    "expect: ",
    "fails: EBUSY\n",
    "<<",
    "---\n",
    "...",
    "#",
    "%",
    "root/",
    "\\",
    "as: ",
    "unlimited",
    "99999999999999999999",
};

class Mutator {
 public:
  explicit Mutator(unsigned seed) : random_(seed) {}

  std::string mutate(std::string text) {
    const std::size_t times = 1 + below(6);
    for (std::size_t i = 0; i < times; ++i) text = once(std::move(text));
    return text;
  }

 private:
  std::size_t below(std::size_t bound) { return bound == 0 ? 0 : random_() % bound; }

  std::string once(std::string text) {
    const std::size_t at = below(text.size() + 1);
    const std::size_t length = below(std::min<std::size_t>(text.size() - at, 20) + 1);
    switch (below(4)) {
      case 0:
        return text.erase(at, length);
      case 1:
        return text.insert(at, pieces[below(std::size(pieces))]);
      case 2:
        return text.insert(below(text.size() + 1), text.substr(at, length));
      default:
        if (at < text.size()) text[at] = static_cast<char>(random_() % 256);
        return text;
    }
  }

  std::mt19937 random_;
};

void read_and_show(const std::string& text) {
  const ReadResult result = testing::read(text);
  ASSERT_NE(result.scenarios.empty(), result.problems.empty()) << text;
  for (const Scenario& scenario : result.scenarios) EXPECT_FALSE(describe(scenario).empty());
  for (const Diagnostic& problem : result.problems) {
    EXPECT_GE(problem.at.line, 1);
    EXPECT_GE(problem.at.column, 1);
    EXPECT_FALSE(problem.message.empty());
    EXPECT_FALSE(find_garbage(render(problem, "f", text))) << text;
  }
}

TEST(Fuzz, NothingMakesTheReaderFail) {
  Mutator mutator(20261123);
  for (int round = 0; round < rounds; ++round)
    read_and_show(
        mutator.mutate(std::string(round % 2 == 0 ? testing::paused_scenario : testing::shrink_scenario)));
}

TEST(Fuzz, NorDoesAFileThatIsCutAnywhere) {
  const std::string text(testing::paused_scenario);
  for (std::size_t length = 0; length < text.size(); ++length) read_and_show(text.substr(0, length));
}

}  // namespace
}  // namespace limitest::scenario
