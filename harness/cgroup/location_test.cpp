// SPDX-License-Identifier: Apache-2.0
#include "harness/cgroup/location.h"

#include <gtest/gtest.h>

namespace limitest::cgroup {
namespace {

constexpr const char* hybrid =
    "24 1 0:21 / /sys rw,nosuid - sysfs sysfs rw\n"
    "30 29 0:26 / /sys/fs/cgroup/memory rw,relatime shared:9 - cgroup cgroup rw,memory\n"
    "31 29 0:27 / /sys/fs/cgroup/cpu\\040set rw,relatime - cgroup cgroup rw,cpuset\n"
    "32 29 0:28 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw,nsdelegate\n";

TEST(Mountinfo, KeepsCgroupFilesystemsAndUnescapesTheirPaths) {
  const auto mounts = parse_mountinfo(hybrid);
  ASSERT_EQ(mounts.size(), 3U);
  EXPECT_EQ(mounts[0].point, "/sys/fs/cgroup/memory");
  EXPECT_EQ(mounts[0].options, "rw,memory");
  EXPECT_EQ(mounts[1].point, "/sys/fs/cgroup/cpu set");
}

TEST(Location, IsWhereTheControllerIsOnAHybridMachine) {
  const auto found = choose_location(parse_mountinfo(hybrid), "cpu io\n", "");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->hierarchy, Hierarchy::v1);
  EXPECT_EQ(found->mount, "/sys/fs/cgroup/memory");
}

TEST(Location, IsTheUnifiedHierarchyWhenThatHasMemory) {
  const auto mounts = parse_mountinfo("32 29 0:28 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n");
  const auto found = choose_location(mounts, "cpuset cpu io memory pids\n", "");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->hierarchy, Hierarchy::v2);
}

TEST(Location, MissingSaysWhatToDo) {
  const auto mounts = parse_mountinfo("32 29 0:28 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n");
  EXPECT_NE(
      choose_location(mounts, "memoryless", "quiet cgroup_disable=memory").error().message.find("reboot"),
      std::string::npos);
  EXPECT_NE(choose_location({}, "", "").error().message.find("mount"), std::string::npos);
  EXPECT_FALSE(choose_location(mounts, "memoryless", ""));
}

}  // namespace
}  // namespace limitest::cgroup
