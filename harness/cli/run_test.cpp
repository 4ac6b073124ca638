// SPDX-License-Identifier: Apache-2.0
// How a run ends and in which order it plays.
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "harness/cli/limitest_program_test.h"

namespace limitest::cli {
namespace {

TEST(Run, AScenarioThatClaimsNothingIsNoSuccess) {
  const Folder folder;
  const Ended ended = limitest(
      {"run",
       folder.file("idle.yaml", "cgroups: {box: {}}\nsteps: [{start: idle, in: box, with: {for: 1ms}}]\n")});
  EXPECT_EQ(ended.status, 4);
  EXPECT_NE(ended.output.find("claims anything"), std::string::npos) << ended.output;
}

TEST(Run, TellsHowToAskAgain) {
  const Folder folder;
  const std::string file = folder.file("false.yaml",
                                       "matrix: {size: [1M, 2M]}\ncgroups: {box: {}}\n"
                                       "steps: [{expect: \"box/usage >= ${size}\"}]\n");
  const Ended ended = limitest({"run", "--patience", "500ms", file});
  EXPECT_EQ(ended.status, 1);
  EXPECT_NE(ended.output.find("limitest run --patience 500ms '" + file + "[size=1M]'"), std::string::npos)
      << ended.output;
}

TEST(Run, AllSkippedIsNoSuccess) {
  const Folder folder;
  const std::string text =
      "needs: {program: no-such-program}\ncgroups: {box: {}}\nsteps: [{expect: box exists}]\n";
  EXPECT_EQ(limitest({"run", folder.file("skipped.yaml", text)}).status, 4);
}

std::string order_of(const std::vector<std::string>& words, const Folder& folder) {
  std::vector<std::string> arguments{"run", "-j", "1", "-o", "jsonl=" + folder.path("order.jsonl")};
  arguments.insert(arguments.end(), words.begin(), words.end());
  EXPECT_EQ(limitest(arguments).status, 0);
  std::istringstream lines(read_file(folder.path("order.jsonl")).value_or(""));
  std::string order;
  for (std::string line; std::getline(lines, line);) {
    const auto json = nlohmann::json::parse(line);
    if (json.contains("scenario"))
      order += std::string(json.at("event")) + " " + std::string(json.at("scenario")) + "; ";
  }
  return order;
}

TEST(Run, PlaysThatAScenarioAsksForFollowOneAnotherOthersTakeTurns) {
  const Folder folder;
  const std::string steps = "cgroups: {box: }\nsteps: [{expect: box/usage == 0}]\n";
  const std::string second = folder.file("second.yaml", steps);
  EXPECT_EQ(
      order_of({folder.file("first.yaml", "repeat: {pass: 99%, broken: 1%}\n" + steps), second}, folder),
      "start first; end first; start second; end second; ");
  EXPECT_EQ(order_of({folder.file("first.yaml", steps), second, "--repeat", "2"}, folder),
            "start first; start second; end first; end second; ");
}

TEST(Run, AFailureThatAKnownListForetellsIsKnown) {
  const Folder folder;
  const std::string scenario =
      folder.file("early.yaml", "cgroups: {box: }\nsteps: [{write: {box/limit: 8M}, fails: EBUSY}]\n");
  const std::string rules = folder.file(
      "ours.yaml", "- {scenario: early, kernel: '>= 4.0', why: any limit is taken, reference: bug 7}\n");
  const Ended ended = limitest({"run", scenario, "--known", rules});
  EXPECT_EQ(ended.status, 0) << ended.output;
  EXPECT_NE(ended.output.find("any limit is taken (bug 7)"), std::string::npos) << ended.output;
  EXPECT_EQ(limitest({"check", folder.path(""), "--known", rules}).status, 0) << "the list is no scenario";
}

TEST(Run, AMisusedWorkloadIsOurFault) {
  const Folder folder;
  const std::string text =
      "cgroups: {box: {}}\nsteps:\n  - {start: page-cache, as: reader, in: box, with: {path: /nonexistent}}\n"
      "  - expect: reader holding\n";
  const result::Run run = results_of({folder.file("misused.yaml", text)}, folder);
  ASSERT_EQ(run.outcomes.size(), 1U);
  EXPECT_EQ(to_string(run.outcomes.front().verdict), "broken") << run.outcomes.front().reason;
}

TEST(Run, AProgramThatAShellDoesNotFindIsNoFaultOfTheKernel) {
  const Folder folder;
  const std::string text =
      "cgroups: {box: {}}\nsteps:\n  - {run: [sh, -c, no-such-program], as: shell, in: box}\n"
      "  - expect: shell exited with 0\n";
  const result::Run run = results_of({folder.file("calls.yaml", text)}, folder);
  ASSERT_EQ(run.outcomes.size(), 1U);
  EXPECT_EQ(to_string(run.outcomes.front().verdict), "broken") << run.outcomes.front().reason;
  EXPECT_NE(run.outcomes.front().reason.find("no-such-program"), std::string::npos);
}

TEST(Doctor, TellsWhatThisMachineHas) {
  const Ended ended = limitest({"doctor"});
  EXPECT_EQ(ended.status, 0);
  for (const char* part :
       {"kernel ", "swap", "cgroup hierarchies", "control files of hierarchy", "built-in scenarios"})
    EXPECT_NE(ended.output.find(part), std::string::npos) << part;
}

}  // namespace
}  // namespace limitest::cli
