// SPDX-License-Identifier: Apache-2.0
#include "harness/cgroup/census.h"

#include <gtest/gtest.h>

namespace limitest::cgroup {
namespace {

TEST(Census, CountsTheGroupsOfMemory) {
  EXPECT_EQ(
      memory_cgroups_in("#subsys_name\thierarchy\tnum_cgroups\tenabled\ncpu\t1\t1\t1\nmemory\t4\t35\t1\n"),
      35);
  EXPECT_FALSE(memory_cgroups_in("#subsys_name\thierarchy\tnum_cgroups\tenabled\ncpu\t1\t1\t1\n"));
}

}  // namespace
}  // namespace limitest::cgroup
