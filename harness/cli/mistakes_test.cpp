// SPDX-License-Identifier: Apache-2.0
// Wrong input gets a clear answer and the right exit status, and nothing has run by then.
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace limitest::cli
