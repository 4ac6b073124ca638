// SPDX-License-Identifier: Apache-2.0
#include "reports/text.h"

#include <gtest/gtest.h>

namespace limitest::reports {
namespace {

TEST(VisibleText, KeepsWhatIsLegible) {
  const std::string text = "plain, äöü, ≥, 記憶, 🧠\n\ttabbed";
  EXPECT_EQ(visible(text), text);
}

TEST(VisibleText, ShowsControlCharactersAsPictures) {
  EXPECT_EQ(visible("\x1b[31m"), "␛[31m");
  EXPECT_EQ(visible(std::string_view("\0", 1)), "␀");
  EXPECT_EQ(visible("\x7f\r"), "␡␍");
}

TEST(VisibleText, ReplacesWhatIsNoCharacter) {
  for (const char* wrong : {"\xff", "\xc3", "\xc2\x9b", "\xef\xbf\xbe", "\xef\xbf\xbf", "\xef\xbb\xbf"})
    EXPECT_TRUE(visible(wrong).starts_with("\uFFFD")) << wrong;
  EXPECT_EQ(visible("\xc0\xaf"), "\uFFFD\uFFFD") << "an overlong slash";
  EXPECT_EQ(visible("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD") << "a surrogate";
}

TEST(VisibleText, LetsNothingTurnTheReadingOrder) {
  EXPECT_EQ(visible("\u202etxt"), "\uFFFDtxt");
}

TEST(ShortenedText, KeepsWholeLinesFromBothEnds) {
  std::string log;
  for (int i = 0; i < 100; ++i) log += "line " + std::to_string(i) + "\n";
  const std::string text = shortened(log, 60);
  EXPECT_TRUE(text.starts_with("line 0\nline 1\n"));
  EXPECT_TRUE(text.ends_with("line 98\nline 99\n"));
  EXPECT_NE(text.find("bytes left out"), std::string::npos);
  EXPECT_EQ(shortened("short", 60), "short");
}

TEST(Lines, AreCountedWithOrWithoutALastNewline) {
  EXPECT_EQ(count_lines(""), 0U);
  EXPECT_EQ(count_lines("a\nb"), 2U);
  EXPECT_EQ(count_lines("a\nb\n"), 2U);
}

}  // namespace
}  // namespace limitest::reports
