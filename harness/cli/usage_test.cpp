// SPDX-License-Identifier: Apache-2.0
// Wrong input gets a clear answer and the right exit status, and nothing has run by then.
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "harness/cli/limitest_program_test.h"

namespace limitest::cli {
namespace {

struct Mistake {
  const char* name;
  std::vector<std::string> arguments;
  int status;
  const char* says;
};

void PrintTo(const Mistake& mistake, std::ostream* out) {
  *out << mistake.name;
}

const Mistake mistakes[] = {
    {"no_command", {}, 2, "usage: limitest COMMAND"},
    {"wrong_command", {"rnu"}, 2, "did you mean 'run'?"},
    {"wrong_option", {"run", "--jbos", "3"}, 2, "did you mean '--jobs'?"},
    {"jobs_no_number", {"run", "-j", "many"}, 2, "--jobs many"},
    {"jobs_zero", {"run", "-j", "0"}, 2, "from 1 to"},
    {"unknown_scenario", {"run", "limits/hard-limit-kils"}, 2, "did you mean 'limits/hard-limit-kills'?"},
    {"unknown_instance", {"run", "control-files/v1-failcnt-reset[written=x]"}, 2, "did you mean"},
    {"unknown_instance_to_check", {"check", "control-files/v1-failcnt-reset[written=x]"}, 2, "no scenario"},
    {"missing_file", {"run", "missing.yaml"}, 2, "missing.yaml: no such file"},
    {"matrix_of_nothing", {"matrix"}, 2, "name the kernels to boot"},
    {"matrix_of_no_kernel", {"matrix", "/etc/passwd"}, 2, "/etc/passwd"},
    {"matrix_of_a_scenario", {"matrix", "limits"}, 2, "a scenario is named with --scenario"},
    {"matrix_on_no_hierarchy", {"matrix", "--hierarchy", "v3", "x"}, 2, "v1, v2 or both is wanted"},
    {"matrix_of_no_scenario", {"matrix", "-s", "no-such-scenario", "x"}, 2, "no-such-scenario"},
    {"unknown_output", {"run", "-o", "xml=x", "limits/hard-limit-kills"}, 2, "no kind 'xml'"},
    {"output_that_is_a_folder", {"run", "-o", "html=/tmp", "limits/hard-limit-kills"}, 2, "/tmp"},
    {"output_named_twice", {"run", "-o", "html=x", "-o", "junit=x"}, 2, "html goes to that file already"},
    {"known_list_that_is_missing", {"run", "limits", "--known", "/nowhere/ours"}, 2, "/nowhere/ours"},
    {"known_list_that_is_none", {"run", "limits", "--known", "/etc/passwd"}, 2, "/etc/passwd:1:1"},
    {"excluded_that_is_none", {"run", "limits", "--exclude", "oom-kil"}, 2, "none of what is selected"},
    {"output_without_file", {"run", "-o", "junit", "limits/hard-limit-kills"}, 2, "junit=FILE"},
    {"output_cannot_be_written",
     {"run", "-o", "junit=/proc/none/x", "limits/hard-limit-kills"},
     2,
     "/proc/none"},
    {"report_of_nothing", {"report", "/dev/null"}, 2, "no results.jsonl"},
    {"show_nothing", {"show"}, 2, "name a scenario"},
    {"reference_of_nothing", {"reference", "poetry"}, 2, "no page 'poetry'"},
    {"guest_option_without_guest", {"run", "--memory", "1G"}, 2, "--kernel IMAGE"},
    {"guest_option_for_a_proof_without_guest", {"prove", "--swap", "1G"}, 2, "--kernel IMAGE"},
    {"kernel_to_prove_on_that_is_none", {"prove", "--kernel", "/etc/passwd"}, 2, "/etc/passwd"},
    {"list_that_is_missing", {"run", "@/nowhere/list"}, 2, "/nowhere/list"},
    {"figures_for_guests_without_guest", {"bench", "--swap", "1G"}, 2, "--kernel IMAGE"},
    {"list_of_figures_in_a_guest", {"bench", "--list", "--kernel", "/etc/passwd"}, 2, "leave --kernel out"},
    {"instructions_with_swap",
     {"bench", "--kernel", "/etc/passwd", "--instructions", "--swap", "1G"},
     2,
     "leave --swap out"},
    {"until_fail_in_a_guest", {"run", "--kernel", "/etc/passwd", "--until-fail"}, 2, "needs --repeat N"},
    {"kernel_that_is_missing", {"run", "--kernel", "/nowhere/bzImage"}, 2, "/nowhere/bzImage"},
    {"kernel_that_is_none", {"run", "--kernel", "/etc/passwd"}, 2, "/etc/passwd"},
    {"patience_without_unit", {"run", "--patience", "5"}, 2, "unit of time"},
};

class Mistakes : public testing::TestWithParam<Mistake> {};

TEST_P(Mistakes, AreExplained) {
  const Ended ended = limitest(GetParam().arguments);
  EXPECT_EQ(ended.status, GetParam().status) << ended.output;
  EXPECT_NE(ended.output.find(GetParam().says), std::string::npos) << ended.output;
  EXPECT_EQ(ended.output.find("✓"), std::string::npos) << "something has run";
}

INSTANTIATE_TEST_SUITE_P(All, Mistakes, testing::ValuesIn(mistakes),
                         [](const auto& one) { return std::string(one.param.name); });

struct WrongFile {
  const char* name;
  std::string text;
  const char* says;
};

void PrintTo(const WrongFile& file, std::ostream* out) {
  *out << file.name;
}

std::string garbage() {
  std::string bytes(std::size_t{1} << 20U, '\0');
  std::uint32_t state = 1;
  for (char& byte : bytes) {
    state = state * 1664525U + 1013904223U;
    byte = static_cast<char>(state >> 24U);
  }
  return bytes;
}

const WrongFile wrong_files[] = {
    {"unknown_key", "cgroups: {box: {}}\nstpes: []\n", "steps"},
    {"wrong_unit", "cgroups: {box: {limit: 5X}}\nsteps: [{expect: box exists}]\n", "5X"},
    {"slash_in_name", "cgroups: {a/b: {}}\nsteps: [{expect: a exists}]\n", "a/b"},
    {"dots_in_name", "cgroups: {..: {}}\nsteps: [{expect: a exists}]\n", ".."},
    {"no_steps", "cgroups: {box: {}}\n", "steps"},
    {"empty_steps", "cgroups: {box: {}}\nsteps: []\n", "steps"},
    {"empty_file", "", "empty"},
    {"write_outside",
     "cgroups: {box: {}}\nsteps: [{write: {/sys/fs/cgroup/memory/memory.limit_in_bytes: 5M}}]\n", "outside"},
    {"write_to_root",
     "hierarchy: v1\ncgroups: {box: {}}\nsteps: [{write: {root/memory.limit_in_bytes: 5M}, fails: EINVAL}]\n",
     "outside"},
    {"unknown_workload", "cgroups: {box: {}}\nsteps: [{start: growr, in: box}]\n", "grower"},
    {"duplicate_process", "cgroups: {box: {}}\nsteps: [{start: idle, in: box}, {start: idle, in: box}]\n",
     "idle"},
    {"unknown_cgroup", "cgroups: {box: {}}\nsteps: [{start: idle, in: bx}]\n", "box"},
    {"garbage", garbage(), "wrong.yaml"},
};

class WrongFiles : public testing::TestWithParam<WrongFile> {};

TEST_P(WrongFiles, AreExplainedWithTheirPlace) {
  const Folder folder;
  const Ended ended = limitest({"run", folder.file("wrong.yaml", GetParam().text)});
  EXPECT_EQ(ended.status, 2);
  EXPECT_NE(ended.output.find(GetParam().says), std::string::npos) << ended.output;
  EXPECT_LT(ended.output.size(), 20'000U) << "a flood";
  EXPECT_TRUE(left_cgroups().empty());
}

INSTANTIATE_TEST_SUITE_P(All, WrongFiles, testing::ValuesIn(wrong_files),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(Run, TwoFilesOfOneNameAreToldApartByTheirFolders) {
  const Folder folder;
  const std::string text = "cgroups: {box: {}}\nsteps: [{expect: box exists}]\n";
  std::filesystem::create_directory(folder.path("other"));
  const std::string one = folder.file("same.yaml", text);
  const std::string other = folder.file("other/same.yaml", text);
  const Ended ended = limitest({"list", "--names", one, other, one});
  EXPECT_EQ(ended.status, 0);
  EXPECT_EQ(ended.output, "same\n" + other.substr(0, other.rfind('.')) + "\n");
}

TEST(List, TakesOneCaseOfAFile) {
  const Folder folder;
  const std::string file = folder.file("cases.yaml",
                                       "matrix: {size: [1M, 2M]}\ncgroups: {box: {limit: \"${size}\"}}\n"
                                       "steps: [{expect: box exists}]\n");
  EXPECT_EQ(limitest({"list", "--names", file + "[size=2M]"}).output, "cases[size=2M]\n");
  const Ended wrong = limitest({"list", file + "[size=3M]"});
  EXPECT_EQ(wrong.status, 2);
  EXPECT_NE(wrong.output.find("did you mean"), std::string::npos) << wrong.output;
}

TEST(List, TakesWordsThatOverlapOnce) {
  EXPECT_EQ(limitest({"list", "--names", "limits/hard-limit-kills", "limits/hard-limit*"}).output,
            "limits/hard-limit-kills\n");
}

TEST(Run, LeavesOutWhatIsExcluded) {
  const Folder folder;
  const result::Run run = results_of({"limits/hard*", "oom-kill/killer*", "--exclude", "oom-kill"}, folder);
  ASSERT_EQ(run.outcomes.size(), 1U);
  EXPECT_EQ(run.outcomes[0].scenario, "limits/hard-limit-kills");
}

TEST(Run, AScenarioThatClaimsNothingIsNoSuccess) {
  const Folder folder;
  const Ended ended = limitest(
      {"run",
       folder.file("idle.yaml", "cgroups: {box: {}}\nsteps: [{start: idle, in: box, with: {for: 1ms}}]\n")});
  EXPECT_EQ(ended.status, 4);
  EXPECT_NE(ended.output.find("claims anything"), std::string::npos) << ended.output;
}

TEST(Run, AWrongOutputLeavesTheOthersAlone) {
  const Folder folder;
  const std::string results = folder.file("results.jsonl", "of an hour ago\n");
  EXPECT_EQ(limitest({"run", "-o", "jsonl=" + results, "-o", "junitt=x"}).status, 2);
  EXPECT_EQ(read_file(results).value_or(""), "of an hour ago\n");
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

TEST(Run, ReadsStandardInput) {
  const Folder folder;
  const std::string file = folder.file("piped.yaml", "steps: [{mkdir: a}]\n");
  const auto child = process::spawn(
      {.path = "/bin/sh",
       .argv = {"sh", "-c", "cat \"$1\" | \"$0\" check - > \"$1.said\"", LIMITEST_PROGRAM, file}});
  ASSERT_TRUE(child) << to_string(child.error());
  EXPECT_EQ(wait_for(*child).status, 0);
}

TEST(List, ThatCannotBePrintedIsNoSuccess) {
  const auto child =
      process::spawn({.path = "/bin/sh", .argv = {"sh", "-c", "\"$0\" list > /dev/full", LIMITEST_PROGRAM}});
  ASSERT_TRUE(child) << to_string(child.error());
  EXPECT_EQ(wait_for(*child).status, 3);
}

TEST(Run, AllSkippedIsNoSuccess) {
  const Folder folder;
  const std::string text =
      "needs: {program: no-such-program}\ncgroups: {box: {}}\nsteps: [{expect: box exists}]\n";
  EXPECT_EQ(limitest({"run", folder.file("skipped.yaml", text)}).status, 4);
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

TEST(Run, AMisusedWorkloadIsOurFault) {
  const Folder folder;
  const std::string text =
      "cgroups: {box: {}}\nsteps:\n  - {start: page-cache, as: reader, in: box, with: {path: /nonexistent}}\n"
      "  - expect: reader holding\n";
  const result::Run run = results_of({folder.file("misused.yaml", text)}, folder);
  ASSERT_EQ(run.outcomes.size(), 1U);
  EXPECT_EQ(to_string(run.outcomes.front().verdict), "broken") << run.outcomes.front().reason;
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
