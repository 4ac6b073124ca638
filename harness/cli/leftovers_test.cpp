// SPDX-License-Identifier: Apache-2.0
// However a run ends, nothing of it stays, and nothing of others is touched.
#include <csignal>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness/base/retry.h"
#include "harness/cgroup/run_tree.h"
#include "harness/cli/limitest_program_test.h"

namespace limitest::cli {
namespace {

constexpr Nanoseconds patience = std::chrono::seconds(60);

// Holds three kinds of processes: a paused one, one that forks, and a program with children of its own.
constexpr const char* busy = R"(
hierarchy: v1
cgroups:
  tight: {memory.limit_in_bytes: 8M, memory.oom_control: 1}
  wide: {memory.limit_in_bytes: 200M}
steps:
  - {start: grower, as: hog, in: tight}
  - {start: forker, as: parent, in: wide, with: {children: 20}}
  - {run: "sh -c 'sleep 1000 & sleep 1000'", as: shell, in: wide}
  - expect: hog paused
  - expect: parent holding
  - expect: hog killed
    within: 100s
timeout: 120s
)";

bool nothing_left() {
  return left_cgroups().empty() && left_processes().empty();
}

std::string leftovers() {
  std::string all;
  for (const std::string& path : left_cgroups()) all += path + "\n";
  for (const int pid : left_processes()) all += std::to_string(pid) + "\n";
  return all;
}

// Waits until the scenario is in the middle of its life: its processes run.
void wait_until_busy() {
  EXPECT_TRUE(retry_until(monotonic_now() + patience, [] { return left_processes().size() > 20; }));
}

class Ends : public testing::TestWithParam<int> {};

TEST_P(Ends, LeaveNothingBehind) {
  const Folder folder;
  const process::Child child =
      start_limitest({"run", folder.file("busy.yaml", busy), "-o", "jsonl=" + folder.path("r.jsonl")});
  wait_until_busy();
  EXPECT_EQ(::kill(child.pid, GetParam()), 0);
  const Ended ended = wait_for(child);
  EXPECT_EQ(ended.status, GetParam() == SIGKILL ? 128 + SIGKILL : 130);
  EXPECT_TRUE(retry_until(monotonic_now() + patience, nothing_left)) << leftovers();
  const result::Run run = read_results(folder.path("r.jsonl"));
  EXPECT_EQ(run.in_flight, (std::vector<result::InFlight>{{"busy", "", "", folder.path("busy.yaml")}}));
  EXPECT_NE(result::exit_status(run), 0);
}

INSTANTIATE_TEST_SUITE_P(BySignal, Ends, testing::Values(SIGKILL, SIGINT, SIGTERM));

TEST(Ends, AtAnyMomentLeaveNothingBehind) {
  const Folder folder;
  const std::string file = folder.file("busy.yaml", busy);
  constexpr Nanoseconds moments[] = {std::chrono::milliseconds(0), std::chrono::milliseconds(3),
                                     std::chrono::milliseconds(8), std::chrono::milliseconds(15),
                                     std::chrono::milliseconds(40)};
  for (const Nanoseconds moment : moments) {
    const process::Child child = start_limitest({"run", file});
    nap(moment);  // not to wait for anything, but to hit another moment of the start
    EXPECT_EQ(::kill(child.pid, SIGKILL), 0);
    wait_for(child);
    EXPECT_TRUE(retry_until(monotonic_now() + patience, [] { return left_processes().empty(); }))
        << leftovers();
    EXPECT_EQ(limitest({"clean"}).status, 0);
    EXPECT_TRUE(nothing_left()) << to_string(moment) << "\n" << leftovers();
  }
}

TEST(Clean, RemovesWhatADeadRunLeftAndNothingElse) {
  const auto location = cgroup::find_memory_controller();
  ASSERT_TRUE(location);
  cgroup::Owner owner = cgroup::this_process();
  owner.start += 1;  // its pid is another's by now
  const std::string dead = location->mount + "/" + cgroup::tree_name("20200101T000000", owner);
  const std::string foreign = location->mount + "/limitest-of-somebody-else";
  ASSERT_EQ(::mkdir(dead.c_str(), 0755), 0);
  ASSERT_EQ(::mkdir((dead + "/inner").c_str(), 0755), 0);
  ASSERT_EQ(::mkdir(foreign.c_str(), 0755), 0);
  const Ended ended = limitest({"clean"});
  EXPECT_EQ(ended.status, 0);
  EXPECT_NE(ended.output.find("removed " + dead), std::string::npos) << ended.output;
  EXPECT_NE(::access(dead.c_str(), F_OK), 0);
  EXPECT_EQ(::rmdir(foreign.c_str()), 0);
}

TEST(Clean, LeavesRunsOfOtherPidNamespacesAlone) {
  const auto location = cgroup::find_memory_controller();
  ASSERT_TRUE(location);
  cgroup::Owner owner = cgroup::this_process();
  owner.pid_namespace += 1;
  const std::string tree = location->mount + "/" + cgroup::tree_name("20200101T000000", owner);
  ASSERT_EQ(::mkdir(tree.c_str(), 0755), 0);
  EXPECT_EQ(limitest({"clean"}).status, 0);
  EXPECT_EQ(::rmdir(tree.c_str()), 0);
}

TEST(Clean, LeavesALivingRunAlone) {
  const auto location = cgroup::find_memory_controller();
  ASSERT_TRUE(location);
  const std::string alive =
      location->mount + "/" + cgroup::tree_name("20200101T000000", cgroup::this_process());
  ASSERT_EQ(::mkdir(alive.c_str(), 0755), 0);
  const Ended ended = limitest({"clean"});
  EXPECT_NE(ended.output.find("its run is alive"), std::string::npos) << ended.output;
  EXPECT_EQ(::rmdir(alive.c_str()), 0);
}

}  // namespace
}  // namespace limitest::cli
