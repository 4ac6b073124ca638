// SPDX-License-Identifier: Apache-2.0
#include "harness/cgroup/control_file.h"

#include <set>

#include <gtest/gtest.h>

namespace limitest::cgroup {
namespace {

TEST(ControlFiles, HaveOneRowEach) {
  std::set<std::string_view> seen;
  for (const ControlFile& file : control_files()) EXPECT_TRUE(seen.insert(file.name).second) << file.name;
  for (const NeutralName& name : neutral_names()) EXPECT_TRUE(seen.insert(name.name).second) << name.name;
}

TEST(ControlFiles, NeutralNamesLeadToFilesOfTheirHierarchy) {
  for (const NeutralName& name : neutral_names()) {
    EXPECT_TRUE(name.v1_file.empty() || find_control_file(name.v1_file)->v1) << name.name;
    EXPECT_TRUE(name.v2_file.empty() || find_control_file(name.v2_file)->v2) << name.name;
  }
  EXPECT_EQ(resolve("limit", "", Hierarchy::v1)->file->name, "memory.limit_in_bytes");
  EXPECT_EQ(resolve("oom_kills", "", Hierarchy::v2)->field, "oom_kill");
  EXPECT_FALSE(resolve("swap_limit", "", Hierarchy::v1));
  EXPECT_FALSE(resolve("memory.max", "", Hierarchy::v1));
}

TEST(ControlFiles, StatHasBytesAndCounts) {
  const ControlFile& stat = *find_control_file("memory.stat");
  EXPECT_EQ(measure_of(stat, "rss").unit, Unit::bytes);
  EXPECT_EQ(measure_of(stat, "pgfault").unit, Unit::count);
  EXPECT_EQ(measure_of(stat, "hierarchical_memory_limit").precision, Precision::exact);
}

}  // namespace
}  // namespace limitest::cgroup
