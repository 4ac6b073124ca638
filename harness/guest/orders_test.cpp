// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/orders.h"

#include <gtest/gtest.h>

namespace limitest::guest {
namespace {

TEST(Orders, ComeBackAsTheyWere) {
  const Orders orders{.hierarchy = cgroup::Hierarchy::v1,
                      .swap = {1 << 20},
                      .disk = {2 << 20},
                      .modules = {"zsmalloc.ko", "zram.ko"},
                      .programs = {{.arguments = {"run", "--jobs", "1"}, .swap = true, .channel = false}}};
  const auto back = parse_orders(to_json(orders));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->hierarchy, orders.hierarchy);
  EXPECT_EQ(back->swap, orders.swap);
  EXPECT_EQ(back->disk, orders.disk);
  EXPECT_EQ(back->modules, orders.modules);
  ASSERT_EQ(back->programs.size(), 1U);
  EXPECT_EQ(back->programs[0].arguments, orders.programs[0].arguments);
  EXPECT_TRUE(back->programs[0].swap);
  EXPECT_FALSE(back->programs[0].channel);
}

TEST(Orders, NoHierarchyMeansAny) {
  const auto back = parse_orders(to_json(Orders{}));
  ASSERT_TRUE(back);
  EXPECT_FALSE(back->hierarchy);
}

TEST(Orders, NonsenseIsRefused) {
  EXPECT_FALSE(parse_orders("{}"));
  EXPECT_FALSE(parse_hello("half a li"));
}

}  // namespace
}  // namespace limitest::guest
