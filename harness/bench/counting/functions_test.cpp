// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/counting/functions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace limitest::bench {
namespace {

using testing::ElementsAre;
using testing::Pair;

constexpr const char* kallsyms =
    "ffffffff81000200 T charge_memcg\n"
    "ffffffff81000100 t try_charge_memcg\n"
    "ffffffff81000300 T page_counter_charge\n";

// Two windows of the base and four of the subject, ten pages each.
TEST(Functions, AreTheSubjectsInstructionsBeyondTheBases) {
  const auto functions = functions_in(
      "windows 2 4\n"
      "ffffffff81000100 20 2600\n"
      "ffffffff81000104 0 40\n"
      "ffffffff81000200 0 440\n"
      "401234 20 40\n",
      Symbols(kallsyms), 10);
  ASSERT_TRUE(functions);
  EXPECT_THAT(functions->more, ElementsAre(Pair("try_charge_memcg", 65), Pair("charge_memcg", 11)));
  EXPECT_THAT(functions->all,
              ElementsAre(Pair("try_charge_memcg", 66), Pair("charge_memcg", 11), Pair("(user)", 1)));
}

// try_charge_memcg grew by 16 bytes, and the table is that of before.
TEST(Functions, AreFoundWhereTheyAreCalled) {
  const auto functions = functions_in(
      "windows 1 1\n"
      "call ffffffff81000100\n"
      "call ffffffff81000210\n"
      "call ffffffff81000310\n"
      "ffffffff81000208 0 10\n"
      "ffffffff81000210 0 20\n"
      "ffffffff81000308 0 30\n"
      "ffffffff81000310 0 40\n",
      Symbols(kallsyms), 10);
  ASSERT_TRUE(functions);
  EXPECT_THAT(functions->all, ElementsAre(Pair("charge_memcg", 5), Pair("page_counter_charge", 4),
                                          Pair("try_charge_memcg", 1)));
}

TEST(Functions, NeedSomethingCounted) {
  EXPECT_FALSE(functions_in("windows 0 0\n", Symbols(kallsyms), 10));
  EXPECT_FALSE(functions_in("", Symbols(kallsyms), 10));
}

}  // namespace
}  // namespace limitest::bench
