// SPDX-License-Identifier: Apache-2.0
// Every workload that has memory to give, told to release it, to take it again and to finish.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "workloads/lib/child.h"

namespace limitest::workload {
namespace {

constexpr std::uint64_t mega = 1U << 20;

class Commands : public testing::TestWithParam<std::vector<std::string>> {};

// A churn holds a block less for as long as it replaces one.
bool holds(Child& child, std::uint64_t bytes) {
  return child.reaches(Phase::holding) && eventually([&] { return child.page().touched == bytes; });
}

TEST_P(Commands, ReleaseAgainAndFinishAreObeyedWhileHolding) {
  Child child(GetParam());
  ASSERT_TRUE(holds(child, mega)) << child.page().touched;
  ASSERT_TRUE(child.tell(Command::release));
  EXPECT_EQ(child.page().touched, 0U);
  EXPECT_EQ(child.page().phase, Phase::working);
  ASSERT_TRUE(child.tell(Command::again));
  ASSERT_TRUE(holds(child, mega)) << child.page().touched;
  ASSERT_TRUE(child.tell(Command::release));
  ASSERT_TRUE(child.tell(Command::finish));
  EXPECT_EQ(child.exit_status(), 0);
  EXPECT_EQ(child.page().phase, Phase::done);
  EXPECT_EQ(child.page().failures, 0U);
}

TEST_P(Commands, TheHeartBeatsWhileHolding) {
  Child child(GetParam());
  ASSERT_TRUE(child.reaches(Phase::holding));
  const std::uint64_t progress = child.page().progress;
  const std::int64_t beat = child.page().last_beat;
  EXPECT_TRUE(eventually([&] { return child.page().progress > progress + 2; }));
  EXPECT_GT(child.page().last_beat, beat);
}

// What the kernel keeps for them is nothing that they have touched.
class ObjectCommands : public testing::TestWithParam<const char*> {};

TEST_P(ObjectCommands, ReleaseAgainAndFinishAreObeyedWhileHolding) {
  Child child({"objects", "--kind", GetParam(), "--count", "200"});
  ASSERT_TRUE(child.reaches(Phase::holding));
  ASSERT_TRUE(child.tell(Command::release));
  EXPECT_EQ(child.page().phase, Phase::working);
  ASSERT_TRUE(child.tell(Command::again));
  ASSERT_TRUE(child.reaches(Phase::holding));
  ASSERT_TRUE(child.tell(Command::finish));
  EXPECT_EQ(child.exit_status(), 0);
  EXPECT_EQ(child.page().failures, 0U);
}

// Messages take the right to make a namespace; a scenario has them.
INSTANTIATE_TEST_SUITE_P(Each, ObjectCommands,
                         testing::Values("files", "mappings", "timers", "signals", "watches"));

using Words = std::vector<std::string>;

std::string test_name(const testing::TestParamInfo<Words>& tested) {
  std::string name = tested.param.front() + "_" + std::to_string(tested.index);
  std::ranges::replace(name, '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(
    Each, Commands,
    testing::Values(
        Words{"grower", "--step", "256K", "--until", "1M"},
        Words{"grower", "--step", "256K", "--until", "1M", "--allocator", "jemalloc"},
        Words{"keeper", "--size", "1M"}, Words{"keeper", "--size", "1M", "--mode", "fill", "--rest", "0"},
        Words{"keeper", "--size", "1M", "--mode", "hold"},
        Words{"keeper", "--size", "1M", "--mode", "look", "--heirs", "2", "--heir", "look"},
        Words{"keeper", "--size", "1M", "--allocator", "libc"},
        Words{"keeper", "--size", "1M", "--allocator", "jemalloc", "--decay", "1s"},
        Words{"page-cache", "--size", "1M"}, Words{"page-cache", "--size", "1M", "--mode", "write"},
        Words{"page-cache", "--size", "1M", "--mode", "sync"},
        Words{"page-cache", "--size", "1M", "--mode", "copy"},
        Words{"page-cache", "--size", "1M", "--sweeps", "0"}, Words{"tmpfs", "--size", "1M"},
        Words{"tmpfs", "--size", "1M", "--how", "map"}, Words{"memfd", "--size", "1M"},
        Words{"memfd", "--size", "1M", "--how", "map"}, Words{"memfd", "--size", "1M", "--how", "reserve"},
        Words{"memfd", "--size", "1M", "--drop", "hole"}, Words{"memfd", "--size", "1M", "--drop", "close"},
        Words{"tmpfs", "--size", "1M", "--how", "map", "--drop", "hole"},
        Words{"tmpfs", "--size", "1M", "--how", "map", "--drop", "close"},
        Words{"memfd", "--size", "1M", "--by", "child"}, Words{"memfd", "--size", "1M", "--mode", "touch"},
        Words{"forker", "--children", "4", "--size", "256K"}, Words{"mlock", "--size", "1M"},
        Words{"mlock", "--size", "1M", "--touch", "no"}, Words{"mmap-shared", "--size", "1M"},
        Words{"madvise", "--size", "1M", "--advice", "cold"},
        Words{"madvise", "--size", "1M", "--advice", "cold", "--memory", "shared"},
        Words{"churn", "--live", "1M", "--least", "64K", "--most", "64K"},
        Words{"churn", "--live", "1M", "--least", "1K", "--most", "1K", "--allocator", "jemalloc"},
        Words{"churn", "--live", "1M", "--least", "1K", "--most", "1K", "--allocator", "libc"},
        Words{"pipes", "--pipes", "16"}, Words{"sockets", "--sockets", "16"},
        Words{"threads", "--threads", "4", "--size", "256K"}),
    test_name);

}  // namespace
}  // namespace limitest::workload
