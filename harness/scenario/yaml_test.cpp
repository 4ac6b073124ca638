// SPDX-License-Identifier: Apache-2.0
// What the YAML library lets pass and a scenario must not have.
#include "harness/scenario/yaml.h"

#include "harness/scenario/testing.h"

namespace limitest::scenario {
namespace {

using ::testing::HasSubstr;
using testing::listing;
using testing::problems_of;

// The single problem of a text.
std::string only_problem(std::string_view text) {
  const auto all = problems_of(text);
  EXPECT_EQ(all.size(), 1U) << listing(all) << text;
  return all.empty() ? "" : all.front();
}

TEST(Yaml, RefusesASecondDocument) {
  EXPECT_THAT(only_problem("- a\nb: c\n"), HasSubstr("2:1: a second YAML document"));
  EXPECT_THAT(only_problem("steps:\n- expect: x\n---\na: 1\n"), HasSubstr("a second YAML document"));
}

TEST(Yaml, RefusesWhatWouldBeLost) {
  EXPECT_THAT(problems_of("hierarchy: v1\nhierarchy: v2\nsteps: []\n").front(),
              HasSubstr("2:1: 'hierarchy' stands here twice"));
  EXPECT_THAT(problems_of("base: &b {a: 1}\nsteps:\n- <<: *b\n"),
              ::testing::Contains(HasSubstr("3:3: merge keys")));
  EXPECT_THAT(problems_of("claim: !text x\nsteps: []\n").front(), HasSubstr("1:8: a YAML tag"));
  EXPECT_THAT(problems_of("claim: ! x\nsteps: []\n").front(), HasSubstr("1:8: a YAML tag"));
  EXPECT_THAT(problems_of("? [a]\n: b\nsteps: []\n").front(), HasSubstr("a key must be a plain word"));
}

TEST(Yaml, RefusesControlCharacters) {
  EXPECT_THAT(only_problem("claim: \"a\\0b\"\nsteps:\n- mkdir: a\n"), HasSubstr("1:10: a control character"));
  EXPECT_THAT(only_problem("claim: a\x01\n"), HasSubstr("1:9: a control character"));
  EXPECT_THAT(only_problem("claim: \xff\n"), HasSubstr("1:8: this is not UTF-8"));
}

TEST(Yaml, AnswersGarbageWithOneSentence) {
  EXPECT_THAT(only_problem(""), HasSubstr("1:1: the file is empty"));
  EXPECT_THAT(only_problem("# only a comment\n"), HasSubstr("the file is empty"));
  EXPECT_THAT(only_problem("---\n"), HasSubstr("the file is empty"));
  EXPECT_THAT(only_problem("just text"), HasSubstr("1:1: a scenario is a mapping with 'steps:', not text"));
  EXPECT_THAT(only_problem("- a\n- b\n"), HasSubstr("not a list"));
  EXPECT_THAT(only_problem(std::string(20000, '[')), HasSubstr("nested too deeply"));
  EXPECT_THAT(only_problem("a: " + std::string(100, '[') + std::string(100, ']')),
              HasSubstr("nested too deeply"));
  EXPECT_THAT(only_problem(std::string(2U << 20U, 'a')), HasSubstr("too much for a scenario"));
  EXPECT_THAT(only_problem("\x7f"
                           "ELF\x02\x01"),
              HasSubstr("1:1: a control character"));
  EXPECT_THAT(only_problem("a: [1, 2"), HasSubstr("not valid YAML"));
}

TEST(Yaml, RefusesAliasesWithoutEnd) {
  EXPECT_THAT(only_problem("a: &a [*a]\n"), HasSubstr("nested too deeply"));
  std::string laughs = "a: &a [x, x, x, x, x, x, x, x, x, x]\n";
  for (char c = 'b'; c < 'j'; ++c) {
    laughs += fmt::format("{0}: &{0} [", c);
    for (int i = 0; i < 10; ++i) laughs += fmt::format("*{}, ", static_cast<char>(c - 1));
    laughs += "]\n";
  }
  EXPECT_THAT(problems_of(laughs), ::testing::Contains(HasSubstr("too much for one scenario")));
}

TEST(Yaml, GivesAdviceForTheColonInText) {
  EXPECT_THAT(only_problem("steps:\n- expect: x says \"a: b\"\n"), HasSubstr("needs quotes around it"));
}

TEST(Yaml, PlacesTextBehindAByteOrderMark) {
  EXPECT_THAT(only_problem("\xef\xbb\xbfstep: x\r\nsteps:\r\n- mkdir: a\r\n"),
              HasSubstr("1:1: a scenario has no key"));
}

// Where the bytes of the value of `a` stand, as "line:column" of the byte that is found by its text.
std::string place_of(std::string_view text, std::string_view part) {
  const SourceText source(text);
  Problems problems(source);
  const auto whole = parse_yaml(problems);
  const Node& value = whole->entries.front().second;
  const Position at = source.position(value.place(value.text.find(part)));
  return fmt::format("{}:{}", at.line, at.column);
}

TEST(YamlPlaces, AreExactInEveryKindOfScalar) {
  EXPECT_EQ(place_of("a: one two", "two"), "1:8");
  EXPECT_EQ(place_of("a: 'one two'", "two"), "1:9");
  EXPECT_EQ(place_of("a: 'it''s two'", "two"), "1:11");
  EXPECT_EQ(place_of("a: \"é \\\"x\\\" two\"", "two"), "1:13");
  EXPECT_EQ(place_of("a: \"\\u00e9\\x41 two\"", "two"), "1:16");
  EXPECT_EQ(place_of("a: one\n  two three", "three"), "2:7");
  EXPECT_EQ(place_of("a: \"one\n   two three\"", "three"), "2:8");
  EXPECT_EQ(place_of("a: \"one\\\n   two three\"", "three"), "2:8");
  EXPECT_EQ(place_of("a: >\n  one\n  two three\n", "three"), "3:7");
  EXPECT_EQ(place_of("a: |\n  one\n   two three\n", "three"), "3:8");
  EXPECT_EQ(place_of("a: &name one two", "two"), "1:14");
}

}  // namespace
}  // namespace limitest::scenario
