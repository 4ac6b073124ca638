// SPDX-License-Identifier: Apache-2.0
// The built program from outside, as the harness and as a person at a shell see it.
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "workloads/lib/child.h"
#include "workloads/table.h"

namespace limitest::workload {
namespace {

using testing::HasSubstr;
constexpr std::uint64_t mega = 1U << 20;

TEST(ByHand, TheGrowerSaysEachStep) {
  const Output seen = run_by_hand({"grower", "--step", "1M", "--every", "1ms"}, 3);
  EXPECT_EQ(seen.out, "1M memory allocated.\n2M memory allocated.\n3M memory allocated.\n");
}

TEST(ByHand, TheGrowerEndsWhereItIsTold) {
  const Output seen = run_by_hand({"grower", "--step", "512K", "--until", "1280K", "--then", "exit"});
  EXPECT_EQ(seen.out, "512K memory allocated.\n1M memory allocated.\n1280K memory allocated.\n");
  EXPECT_EQ(seen.status, 0);
}

TEST(ByHand, AMistakeIsUsageAndNamesTheRightWord) {
  const Output unknown = run_by_hand({"growr"});
  EXPECT_EQ(unknown.status, exit_usage);
  EXPECT_EQ(unknown.err, "limitest-workload: there is no workload 'growr'; did you mean 'grower'?\n");
  EXPECT_EQ(run_by_hand({}).status, exit_usage);
  EXPECT_EQ(run_by_hand({"--halp"}).status, exit_usage);
  EXPECT_EQ(run_by_hand({"grower", "--step", "0"}).status, exit_usage);
  EXPECT_EQ(run_by_hand({"idle", "--status-fd", "99"}).status, exit_usage);
  const Output wrong = run_by_hand({"grower", "--step", "1Q"});
  EXPECT_EQ(wrong.status, exit_usage);
  EXPECT_THAT(wrong.err, HasSubstr("--step: '1Q' is not a size"));
}

TEST(ByHand, WorkThatCannotBeDoneIsItsOwnStatus) {
  const Output seen = run_by_hand({"page-cache", "--path", "/nonexistent"});
  EXPECT_EQ(seen.status, exit_failure);
  EXPECT_THAT(seen.err, HasSubstr("make a file in /nonexistent: No such file or directory"));
}

TEST(ByHand, HelpIsGeneratedForEveryWorkload) {
  EXPECT_EQ(run_by_hand({"--version"}).out, "limitest-workload " LIMITEST_VERSION "\n");
  for (const Program* program : programs()) {
    EXPECT_THAT(run_by_hand({"--help"}).out, HasSubstr(std::string(program->name)));
    EXPECT_THAT(run_by_hand({"--help", std::string(program->name)}).out, HasSubstr("--status-fd"));
    EXPECT_EQ(run_by_hand({std::string(program->name), "--help"}).status, 0);
  }
}

TEST(Grower, GrowsStepByStepToItsEnd) {
  Child child({"grower", "--step", "256K", "--every", "1ms", "--until", "1M"});
  ASSERT_TRUE(child.reaches(Phase::holding));
  EXPECT_EQ(child.page().touched, mega);
  EXPECT_GE(child.page().progress, 4U);
}

TEST(Forker, ChildrenAreCounted) {
  Child child({"forker", "--children", "5"});
  ASSERT_TRUE(child.reaches(Phase::holding));
  EXPECT_EQ(child.page().children, 5U);
  ASSERT_TRUE(child.tell(Command::release));
  EXPECT_EQ(child.page().children, 0U);
}

TEST(Forker, ChildrenDieWithTheirParent) {
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);  // orphans come to us, so we see them end
  Child child({"forker", "--children", "3"});
  ASSERT_TRUE(child.reaches(Phase::holding));
  ::kill(child.pid(), SIGKILL);
  EXPECT_EQ(child.exit_status(), 128 + SIGKILL);
  for (int orphan = 0; orphan < 3; ++orphan) {
    EXPECT_TRUE(eventually([] { return ::waitpid(-1, nullptr, WNOHANG) > 0; }));
  }
  ::prctl(PR_SET_CHILD_SUBREAPER, 0);
}

TEST(Forker, ChildrenThatDoNotStayAreReaped) {
  Child child({"forker", "--children", "5", "--size", "64K", "--keep", "no"});
  ASSERT_TRUE(child.reaches(Phase::holding));
  EXPECT_EQ(child.page().children, 0U);
  EXPECT_EQ(child.page().touched, 0U);
}

TEST(Forker, DeadChildrenStayZombies) {
  Child child({"forker", "--children", "3", "--keep", "dead"});
  ASSERT_TRUE(child.reaches(Phase::holding));
  EXPECT_EQ(child.page().children, 3U);
  ASSERT_TRUE(child.tell(Command::release));
  EXPECT_EQ(child.page().children, 0U);
}

TEST(Memfd, WhatItsChildFilledStays) {
  Child child({"memfd", "--size", "1M", "--by", "child"});
  ASSERT_TRUE(child.reaches(Phase::holding));
  EXPECT_EQ(child.page().children, 0U);
  EXPECT_EQ(child.page().touched, mega);
}

TEST(Madvise, WritesAfterTheLastAdviceAndChecksIt) {
  Child child({"madvise", "--size", "1M", "--advice", "free", "--times", "1", "--then", "write"});
  ASSERT_TRUE(child.reaches(Phase::holding));
  const std::uint64_t pages = mega / 4096;
  EXPECT_TRUE(eventually([&] { return child.page().progress > 4 * pages; }));
  EXPECT_EQ(child.page().touched, mega);
}

TEST(Spawner, StartsAllItsPrograms) {
  Child child({"spawner", "--programs", "5"});
  ASSERT_TRUE(child.reaches(Phase::holding));
  EXPECT_GE(child.page().progress, 5U);
  EXPECT_EQ(child.page().failures, 0U);
  ASSERT_TRUE(child.tell(Command::finish));
  EXPECT_EQ(child.exit_status(), 0);
}

TEST(Untouched, ReadsZeros) {
  Child child({"untouched", "--size", "1M", "--mode", "read"});
  ASSERT_TRUE(child.reaches(Phase::holding));
  EXPECT_GE(child.page().progress, mega / 65536);
  EXPECT_EQ(child.page().touched, 0U);
}

TEST(Grower, ItsHandlerEndsIt) {
  Child child({"grower", "--until", "1M", "--on-term", "exit"});
  ASSERT_TRUE(child.reaches(Phase::holding));
  ::kill(child.pid(), SIGTERM);
  EXPECT_EQ(child.exit_status(), 0);
}

TEST(Threads, AllAreCounted) {
  Child child({"threads", "--threads", "3", "--size", "64K"});
  ASSERT_TRUE(child.reaches(Phase::holding));
  EXPECT_EQ(child.page().children, 3U);
}

TEST(Hugetlb, TriesAgainWhereThereAreNoHugePages) {
  Child child({"hugetlb", "--size", "1024G"});
  EXPECT_TRUE(eventually([&] { return child.page().failures > 2; }));
  EXPECT_EQ(child.page().touched, 0U);
  ASSERT_TRUE(child.tell(Command::finish));
  EXPECT_EQ(child.exit_status(), 0);
}

TEST(Descriptors, OneOfTheNumberAskedForIsOpen) {
  Child child({"descriptors", "--highest", "200"});
  ASSERT_TRUE(child.reaches(Phase::holding));
  EXPECT_TRUE(std::filesystem::exists("/proc/" + std::to_string(child.pid()) + "/fd/200"));
}

TEST(Descriptors, EachChildHasATableOfItsOwn) {
  Child child({"descriptors", "--highest", "200", "--children", "3"});
  ASSERT_TRUE(child.reaches(Phase::holding));
  EXPECT_EQ(child.page().children, 3U);
}

TEST(PassingGroups, ComeAndGo) {
  const std::filesystem::path above =
      std::filesystem::temp_directory_path() / ("limitest-groups-test." + std::to_string(::getpid()));
  std::filesystem::create_directory(above);
  const std::string file = (above / "limit").string();
  Child child({"passing-groups", "--file", file, "--count", "2"});
  // Ordinary directories have no door to go in by: each is made, refused and removed.
  ASSERT_TRUE(eventually([&] { return child.page().failures >= 3; }));
  ASSERT_TRUE(child.tell(Command::finish));
  EXPECT_EQ(child.exit_status(), 0);
  EXPECT_TRUE(std::filesystem::is_empty(above));
  std::filesystem::remove(above);
}

TEST(PageOwner, NeverTakesAnOrdinaryDirectoryForTheOwner) {
  Child child({"page-owner", "--file", (std::filesystem::temp_directory_path() / "limit").string()});
  ASSERT_TRUE(eventually([&] { return child.page().failures >= 3; }));
  EXPECT_NE(child.page().phase, Phase::holding);
  EXPECT_GT(child.page().touched, 0U);
  ASSERT_TRUE(child.tell(Command::finish));
  EXPECT_EQ(child.exit_status(), 0);
}

TEST(OutsideWriter, SaysWhichGroupItCannotHaveAChildIn) {
  const std::string file = (std::filesystem::temp_directory_path() / "limit").string();
  const Output output = run_by_hand({"outside-writer", "--file", file});
  EXPECT_EQ(output.status, exit_failure);
  EXPECT_NE(output.err.find(file), std::string::npos) << output.err;
}

TEST(Programs, SayNoToWhatTheyCannotDo) {
  EXPECT_EQ(run_by_hand({"rings", "--rings", "257"}).status, exit_usage);
  EXPECT_EQ(run_by_hand({"rings", "--entries", "32769"}).status, exit_usage);
  EXPECT_EQ(run_by_hand({"reserver", "--size", "2G"}).status, exit_usage);
  EXPECT_EQ(run_by_hand({"compactor", "--pages", "0"}).status, exit_usage);
  for (const char* needs_a_file : {"setter", "displacer", "passing-groups", "page-owner", "outside-writer"})
    EXPECT_EQ(run_by_hand({needs_a_file}).status, exit_usage) << needs_a_file;
}

TEST(Setter, WritesItsValuesInTurn) {
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("limitest-setter-test." + std::to_string(::getpid()));
  std::ofstream(file).put('-');
  const std::string path = file.string();
  Child child({"setter", "--file", path, "--value", "12", "--other", "34", "--times", "2"});
  ASSERT_TRUE(child.reaches(Phase::holding));
  EXPECT_EQ(child.page().failures, 0U);
  std::string text;
  std::ifstream(file) >> text;
  EXPECT_EQ(text, "34");
  std::filesystem::remove(file);
}

TEST(Setter, ReportsWhatIsRefused) {
  Child child({"setter", "--file", "/nonexistent"});
  EXPECT_TRUE(eventually([&] { return child.page().failures > 2; }));
  EXPECT_EQ(child.page().last_errno, ENOENT);
  EXPECT_EQ(run_by_hand({"setter", "--file", "/nonexistent", "--user", "4294967296"}).status, exit_usage);
}

TEST(Displacer, WritesAgainAndAgain) {
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("limitest-displacer-test." + std::to_string(::getpid()));
  std::ofstream(file).put('-');
  Child child({"displacer", "--file", file.string()});
  ASSERT_TRUE(child.reaches(Phase::holding));
  EXPECT_EQ(child.page().failures, 0U);
  std::string text;
  std::ifstream(file) >> text;
  EXPECT_EQ(text, "max");
  std::filesystem::remove(file);
  EXPECT_TRUE(eventually([&] { return child.page().failures > 1; }));
  EXPECT_EQ(child.page().last_errno, ENOENT);
}

TEST(Idle, EndsByItselfOrWhenTold) {
  EXPECT_EQ(Child({"idle", "--for", "1ms"}).exit_status(), 0);
  Child told({"idle"});
  ASSERT_TRUE(told.reaches(Phase::holding));
  ASSERT_TRUE(told.tell(Command::finish));
  EXPECT_EQ(told.exit_status(), 0);
}

TEST(Keeper, DiesOfASignalLikeAnyProgram) {
  Child child({"keeper", "--size", "1M"});
  ASSERT_TRUE(child.reaches(Phase::holding));
  ::kill(child.pid(), SIGTERM);
  EXPECT_EQ(child.exit_status(), 128 + SIGTERM);
}

}  // namespace
}  // namespace limitest::workload
