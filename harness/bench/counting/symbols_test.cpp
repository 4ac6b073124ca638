// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/counting/symbols.h"

#include <gtest/gtest.h>

namespace limitest::bench {
namespace {

constexpr const char* kallsyms =
    "ffffffff81000200 T charge_memcg\n"
    "ffffffff81000100 t try_charge_memcg\n"
    "ffffffff81000180 d some_data\n"
    "0000000000000000 A absolute\n"
    "ffffffff81000300 T small\n"
    "ffffffff81000340 T smaller\n"
    "ffffffff81001000 T entry\n"
    "ffffffffa0000000 t in_a_module\t[zram]\n";

TEST(Symbols, FindsTheFunctionAnAddressIsIn) {
  const Symbols symbols(kallsyms);
  EXPECT_EQ(symbols.size(), 6);
  EXPECT_EQ(symbols.at(0xffffffff81000100), "try_charge_memcg");
  EXPECT_EQ(symbols.at(0xffffffff810001ff), "try_charge_memcg");
  EXPECT_EQ(symbols.at(0xffffffff81000200), "charge_memcg");
  EXPECT_EQ(symbols.at(0xffffffffa0000010), "in_a_module");
  EXPECT_EQ(symbols.at(0xffffffff80000000), "(unknown)");
  EXPECT_EQ(symbols.at(0x401234), "(user)");
}

// What lies behind charge_memcg has moved by 16 bytes, up to a page's begin.
TEST(Symbols, FollowFunctionsThatMoved) {
  Symbols symbols(kallsyms);
  symbols.correct_by({0xffffffff81000310, 0xffffffff81000100, 0xffffffff81000350, 0xffffffff81000200,
                      0xffffffff81001000, 0xffffffffa0000000, 0x401000});
  EXPECT_EQ(symbols.at(0xffffffff810001ff), "try_charge_memcg");
  EXPECT_EQ(symbols.at(0xffffffff81000308), "charge_memcg");
  EXPECT_EQ(symbols.at(0xffffffff8100034f), "small");
  EXPECT_EQ(symbols.at(0xffffffff81000350), "smaller");
  EXPECT_EQ(symbols.at(0xffffffff81001000), "entry");
  EXPECT_EQ(symbols.at(0xffffffffa0000010), "in_a_module");
}

// A call into the middle of a function moves nothing.
TEST(Symbols, StayWhereMostCallsFindThem) {
  Symbols symbols(kallsyms);
  symbols.correct_by(
      {0xffffffff81000100, 0xffffffff81000123, 0xffffffff81000200, 0xffffffff81000300, 0xffffffff81000340});
  EXPECT_EQ(symbols.at(0xffffffff81000130), "try_charge_memcg");
  EXPECT_EQ(symbols.at(0xffffffff81000205), "charge_memcg");
  EXPECT_EQ(symbols.at(0xffffffff81000340), "smaller");
}

}  // namespace
}  // namespace limitest::bench
