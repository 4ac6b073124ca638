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
    "ffffffff81000180 d some_data\n"
    "0000000000000000 A absolute\n"
    "ffffffffa0000000 t in_a_module\t[zram]\n";

TEST(Symbols, FindsTheFunctionAnAddressIsIn) {
  const Symbols symbols(kallsyms);
  EXPECT_EQ(symbols.size(), 3);
  EXPECT_EQ(symbols.at(0xffffffff81000100), "try_charge_memcg");
  EXPECT_EQ(symbols.at(0xffffffff810001ff), "try_charge_memcg");
  EXPECT_EQ(symbols.at(0xffffffff81000200), "charge_memcg");
  EXPECT_EQ(symbols.at(0xffffffffa0000010), "in_a_module");
  EXPECT_EQ(symbols.at(0xffffffff80000000), "(unknown)");
  EXPECT_EQ(symbols.at(0x401234), "(user)");
}

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

TEST(Functions, NeedSomethingCounted) {
  EXPECT_FALSE(functions_in("windows 0 0\n", Symbols(kallsyms), 10));
  EXPECT_FALSE(functions_in("", Symbols(kallsyms), 10));
}

}  // namespace
}  // namespace limitest::bench
