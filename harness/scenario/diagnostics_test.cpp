// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/diagnostics.h"

#include <gtest/gtest.h>

namespace limitest::scenario {
namespace {

TEST(Diagnostics, ShowTheLineAndPointAtTheWord) {
  const Diagnostic wrong{{2, 5}, "no such thing", 3};
  EXPECT_EQ(render(wrong, "a.yaml", "one\ntwo abc\n"),
            "a.yaml:2:5: error: no such thing\n  two abc\n      ^~~\n");
}

TEST(Diagnostics, CountCharactersNotBytes) {
  const std::string text = "é≈: üx";
  const SourceText source(text);
  Problems problems(source);
  problems.add(text.find("üx"), 3, "here");
  const auto found = problems.sorted();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].at.column, 5);
  EXPECT_EQ(render(found[0], "f", text), "f:1:5: error: here\n  é≈: üx\n      ^~\n");
}

TEST(Diagnostics, CutALongLineAroundTheCaret) {
  const std::string text = std::string(300, 'a') + "X" + std::string(300, 'b');
  const std::string shown = render({{1, 301}, "here", 1}, "f", text);
  const std::size_t line = shown.find("\n  ") + 3;
  const std::size_t below = shown.find("\n  ", line) + 3;
  EXPECT_LT(below - line, 130U);
  // Both marks of the cut count as one character, but have three bytes.
  EXPECT_EQ(shown.find('X', line) - line - 2, shown.find('^', below) - below);
}

TEST(Diagnostics, NeverUnderlineBeyondTheLine) {
  EXPECT_EQ(render({{1, 2}, "m", 500}, "f", "abc\nnext"), "f:1:2: error: m\n  abc\n   ^~\n");
  EXPECT_EQ(render({{9, 7}, "m", 1}, "f", "abc"), "f:9:7: error: m\n  \n  ^\n");
}

TEST(Diagnostics, SendNothingToATerminalThatTheFileMadeUp) {
  const std::string shown = render({{1, 3}, "m", 1}, "f", "a\x1b[31mb\tc\xff\n");
  EXPECT_EQ(shown.find('\x1b'), std::string::npos);
  EXPECT_EQ(shown.find('\xff'), std::string::npos);
  EXPECT_NE(quoted("a\x1b\n").find("'a\uFFFD '"), std::string::npos);
}

TEST(Diagnostics, AreColouredOnRequestOnly) {
  EXPECT_NE(render({{1, 1}, "m", 1}, "f", "x", true).find("\033[1;31merror:\033[0m"), std::string::npos);
}

TEST(Problems, AreSortedAndCappedAndOneForEachPlace) {
  const std::string text(100, 'x');
  const SourceText source(text);
  Problems problems(source);
  for (std::size_t i = 40; i-- > 0;) problems.add(i, 1, "wrong");
  problems.add(3, 1, "wrong again");
  const auto found = problems.sorted();
  ASSERT_EQ(found.size(), 21U);
  EXPECT_EQ(found.front().at.column, 1);
  EXPECT_EQ(found.back().message, "and 20 more problems from here on");
}

TEST(SourceText, KnowsWhatIsNoText) {
  EXPECT_FALSE(find_garbage("a: é≈\r\n\t\"x\""));
  EXPECT_EQ(find_garbage("ab\xff")->offset, 2U);
  EXPECT_EQ(find_garbage("ab\xc3")->offset, 2U);
  EXPECT_EQ(find_garbage("\xed\xa0\x80")->offset, 0U);
  EXPECT_EQ(find_garbage(std::string_view("a\0b", 3))->offset, 1U);
}

}  // namespace
}  // namespace limitest::scenario
