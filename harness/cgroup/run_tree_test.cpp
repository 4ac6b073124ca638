// SPDX-License-Identifier: Apache-2.0
#include "harness/cgroup/run_tree.h"

#include <gtest/gtest.h>

namespace limitest::cgroup {
namespace {

TEST(TreeNames, CarryTheirOwnerThereAndBack) {
  const Owner owner{4711, 123456, 4026531836};
  const std::string name = tree_name("20261123T200607", owner);
  EXPECT_EQ(name, "limitest-20261123T200607-4711-123456-4026531836");
  EXPECT_EQ(owner_of(name), owner);
}

TEST(TreeNames, OfOthersAreNotOurs) {
  for (const char* foreign :
       {"limitest", "limitest-", "limitest-mine", "limitest-a-b-c", "limitest-x-1", "system.slice",
        "limitest-20261123T200607-4711-123456", "limitest-20261123T200607-4711-123456-1-more",
        "mylimitest-20261123T200607-4711-1-1"})
    EXPECT_FALSE(owner_of(foreign)) << foreign;
}

TEST(Owners, AreAliveOnlyWithTheSameStart) {
  Owner owner = this_process();
  EXPECT_TRUE(is_alive(owner));
  owner.start += 1;
  EXPECT_FALSE(is_alive(owner));
  owner.pid_namespace += 1;  // from here it cannot be told
  EXPECT_TRUE(is_alive(owner));
  EXPECT_FALSE(is_alive({.pid = 0x7ffffff0, .start = 1, .pid_namespace = this_process().pid_namespace}));
}

TEST(RunTrees, KnowTheRootOfTheirHierarchy) {
  const auto location = find_memory_controller();
  if (!location) GTEST_SKIP() << location.error().message;
  const auto root = Group::open(location->mount, location->hierarchy);
  ASSERT_TRUE(root);
  EXPECT_EQ(root_above(*root), location->mount);
  for (const std::string& name : root->children()) {
    const auto below = root->child(name);
    if (!below) continue;  // gone meanwhile
    EXPECT_EQ(root_above(*below), location->mount) << name;
  }
}

}  // namespace
}  // namespace limitest::cgroup
