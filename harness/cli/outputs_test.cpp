// SPDX-License-Identifier: Apache-2.0
// Reports, results and what is printed go where they were asked to, and harm nothing else.
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "harness/cli/limitest_program_test.h"
#include "harness/result/line_fields.h"
#include "harness/result/written_keys.h"

namespace limitest::cli {
namespace {

TEST(Run, AWrongOutputLeavesTheOthersAlone) {
  const Folder folder;
  const std::string results = folder.file("results.jsonl", "of an hour ago\n");
  EXPECT_EQ(limitest({"run", "-o", "jsonl=" + results, "-o", "junitt=x"}).status, 2);
  EXPECT_EQ(read_file(results).value_or(""), "of an hour ago\n");
}

TEST(List, ThatCannotBePrintedIsNoSuccess) {
  const auto child =
      process::spawn({.path = "/bin/sh", .argv = {"sh", "-c", "\"$0\" list > /dev/full", LIMITEST_PROGRAM}});
  ASSERT_TRUE(child) << to_string(child.error());
  EXPECT_EQ(wait_for(*child).status, 3);
}

TEST(Run, AGuestThatCannotBeMadeLeavesEarlierResultsAlone) {
  const Folder folder;
  const std::string results = folder.file("results.jsonl", "of an hour ago\n");
  const Ended ended = limitest({"run", "--kernel", "/etc/passwd", "-o", "jsonl=" + results});
  EXPECT_EQ(ended.status, 2) << ended.output;
  EXPECT_EQ(read_file(results).value_or(""), "of an hour ago\n");
}

TEST(Run, WritesTheReportsItWasAskedFor) {
  const Folder folder;
  const Ended ended =
      limitest({"run", "limits/hard-limit-kills", "-o", "jsonl=" + folder.path("deep/results.jsonl"), "-o",
                "junit=" + folder.path("junit.xml"), "-o", "html=" + folder.path("report.html")});
  EXPECT_EQ(ended.status, 0) << ended.output;
  EXPECT_NE(read_file(folder.path("junit.xml")).value_or("").find("<testcase"), std::string::npos);
  EXPECT_NE(read_file(folder.path("report.html")).value_or("").find("limits/hard-limit-kills"),
            std::string::npos);

  std::istringstream lines(read_file(folder.path("deep/results.jsonl")).value_or(""));
  std::vector<std::string> events;
  for (std::string line; std::getline(lines, line);)
    events.push_back(nlohmann::json::parse(line).at("event"));
  EXPECT_EQ(events, (std::vector<std::string>{"run", "start", "end", "done"}));

  const Ended again =
      limitest({"report", folder.path("deep/results.jsonl"), "-o", "html=" + folder.path("again.html")});
  EXPECT_EQ(again.status, 0);
  EXPECT_EQ(read_file(folder.path("again.html")), read_file(folder.path("report.html")));
}

TEST(Report, OfSeveralResultsHasAColumnForEach) {
  const Folder folder;
  for (const char* file : {"one.jsonl", "two.jsonl"})
    EXPECT_EQ(limitest({"run", "limits/hard-limit-kills", "-o", "jsonl=" + folder.path(file)}).status, 0);
  const Ended ended = limitest({"report", folder.path("one.jsonl"), folder.path("two.jsonl")});
  EXPECT_EQ(ended.status, 0) << ended.output;
  EXPECT_NE(ended.output.find("nothing changed from one kernel to the next"), std::string::npos)
      << ended.output;
  EXPECT_NE(ended.output.find("2 passed"), std::string::npos) << ended.output;
  EXPECT_EQ(limitest({"report", folder.path("one.jsonl"), "/etc/passwd"}).status, 2);
}

TEST(Run, WritesNothingElseWhereAnOutputGoes) {
  const Ended ended = limitest({"run", "limits/hard-limit-kills", "-o", "ktap=/dev/stdout"});
  EXPECT_EQ(ended.status, 0) << ended.output;
  EXPECT_EQ(ended.output,
            "KTAP version 1\n1..1\nok 1 limits/hard-limit-kills\n"
            "# Totals: pass:1 fail:0 xfail:0 xpass:0 skip:0 error:0\n");
}

TEST(Run, PrintsIntoNoFileWhereStandardOutputIsClosed) {
  const Folder folder;
  const std::string results = folder.path("results.jsonl");
  const auto child =
      process::spawn({.path = "/bin/sh",
                      .argv = {"sh", "-c", "exec \"$0\" run limits/hard-limit-kills -o jsonl=\"$1\" >&- 2>&-",
                               LIMITEST_PROGRAM, results}});
  ASSERT_TRUE(child) << to_string(child.error());
  EXPECT_EQ(wait_for(*child).status, 0);
  std::istringstream lines(read_file(results).value_or(""));
  std::string line;
  std::size_t count = 0;
  for (; std::getline(lines, line); ++count) EXPECT_TRUE(line.starts_with('{')) << line;
  EXPECT_EQ(count, 4U);
}

TEST(Coverage, LinesHaveTheKeysThatAreTold) {
  const Folder folder;
  EXPECT_EQ(limitest({"coverage", "-o", "jsonl=" + folder.path("coverage.jsonl")}).status, 0);
  std::istringstream lines(read_file(folder.path("coverage.jsonl")).value_or(""));
  std::string line;
  ASSERT_TRUE(std::getline(lines, line));
  EXPECT_EQ(result::written_keys(nlohmann::json::parse(line)), result::keys_of("coverage"));
}

}  // namespace
}  // namespace limitest::cli
