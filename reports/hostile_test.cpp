// SPDX-License-Identifier: Apache-2.0
// Whatever a workload or a kernel prints: it stays text in its element, and it stays legible.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/formats.h"
#include "reports/progress.h"
#include "reports/sample_runs.h"
#include "reports/summary.h"
#include "reports/text.h"

namespace limitest::reports {
namespace {

// The elements and the names of their attributes, without any text.
std::string skeleton(const std::string& markup) {
  std::string found;
  bool in_tag = false;
  bool in_value = false;
  for (const char c : markup) {
    if (in_tag && c == '"') in_value = !in_value;
    if (c == '<') in_tag = true;
    if (in_tag && !in_value) found += c;
    if (c == '>' && !in_value) in_tag = false;
  }
  return found;
}

TEST(HostileText, ChangesNoElementOfAnyFormat) {
  const result::Run tame = run_full_of("text");
  for (const Format& format : {*find_format("junit"), *find_format("html")}) {
    const std::string expected = skeleton(format.render(tame));
    EXPECT_GT(expected.size(), 500U);
    EXPECT_EQ(skeleton(format.render(hostile_run())), expected) << format.name;
    for (const char* text : {"<b>", "\"><script>", "' onclick='x", "]]>", "--><!--", "&lt;", "</details>"})
      EXPECT_EQ(skeleton(format.render(run_full_of(text))), expected) << format.name << ": " << text;
  }
}

TEST(HostileText, LeavesNoByteThatAParserOrATerminalMustNotSee) {
  for (const Format& format : formats()) {
    const std::string text = format.render(hostile_run());
    EXPECT_EQ(visible(text), text) << format.name;
  }
  const std::string summary = render_summary(hostile_run(), false, 80);
  EXPECT_EQ(visible(summary), summary);
}

TEST(HostileText, CannotAddALineOrADirectiveToKtap) {
  const std::string hostile = "name # SKIP \nok 7 other\n1..0\nnot ok 8";
  const std::string tame = render_ktap(run_full_of("text"));
  const std::string received = render_ktap(run_full_of(hostile));
  EXPECT_EQ(count_lines(received), count_lines(tame));
  EXPECT_THAT(received, testing::HasSubstr("not ok 1 folder%20name%20%23%20SKIP%20%20ok"));
}

TEST(HostileText, CannotAddALineToTheProgress) {
  const result::Run run = hostile_run();
  for (const result::Outcome& outcome : run.outcomes) {
    const std::string line = outcome_line(outcome, false, 0);
    EXPECT_EQ(visible(line), line);
    EXPECT_THAT(line, testing::Not(testing::HasSubstr("\n")));
  }
}

TEST(HtmlPage, HasNoScriptNoInlineStyleAndFetchesNothing) {
  const std::string page = skeleton(render_html(sample_run()));
  for (const char* forbidden : {"<script", " style=", " src=", "<link", "<iframe", "<object", " onload"})
    EXPECT_THAT(page, testing::Not(testing::HasSubstr(forbidden)));
  EXPECT_THAT(render_html(sample_run()), testing::HasSubstr("default-src &#39;none&#39;"));
}

TEST(HtmlPage, StaysBelowTwoMegabytesForAHundredScenarios) {
  EXPECT_LT(render_html(large_run()).size(), 2'000'000U);
}

}  // namespace
}  // namespace limitest::reports
