// SPDX-License-Identifier: Apache-2.0
// Which scenarios the words of a command line stand for.
#include <filesystem>

#include <gtest/gtest.h>

#include "harness/cli/limitest_program_test.h"

namespace limitest::cli {
namespace {

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

TEST(Run, ReadsStandardInput) {
  const Folder folder;
  const std::string file = folder.file("piped.yaml", "steps: [{mkdir: a}]\n");
  const auto child = process::spawn(
      {.path = "/bin/sh",
       .argv = {"sh", "-c", "cat \"$1\" | \"$0\" check - > \"$1.said\"", LIMITEST_PROGRAM, file}});
  ASSERT_TRUE(child) << to_string(child.error());
  EXPECT_EQ(wait_for(*child).status, 0);
}

}  // namespace
}  // namespace limitest::cli
