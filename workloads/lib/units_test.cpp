// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/units.h"

#include <gtest/gtest.h>

#include "workloads/lib/words.h"
#include "workloads/lib/written.h"

namespace limitest::workload {
namespace {

TEST(Units, ReadsSizesAsTheHarnessWritesThem) {
  EXPECT_EQ(parse_size("4096"), 4096);
  EXPECT_EQ(parse_size("0"), 0);
  EXPECT_EQ(parse_size("100m"), 104857600);
  EXPECT_EQ(parse_size("100MiB"), 104857600);
  EXPECT_EQ(parse_size("1.5G"), 1610612736);
  EXPECT_EQ(parse_size("64KiB"), 65536);
  EXPECT_EQ(parse_size("7E"), 7LL << 60);
  EXPECT_EQ(parse_size("8E"), std::nullopt);
  EXPECT_EQ(parse_size("1.M"), std::nullopt);
}

TEST(Units, ReadsDurations) {
  EXPECT_EQ(parse_duration("300us"), 300'000);
  EXPECT_EQ(parse_duration("1.5s"), 1'500'000'000);
  EXPECT_EQ(parse_duration("2min"), 120'000'000'000);
  EXPECT_EQ(parse_duration("0"), 0);
  EXPECT_EQ(parse_duration("5"), std::nullopt);
}

std::string shown(std::uint64_t size) {
  return written([&](Writer& out) { put_size(out, size); });
}

TEST(Units, ShowsSizesWithoutRounding) {
  EXPECT_EQ(shown(1U << 20), "1M");
  EXPECT_EQ(shown(1536U << 10), "1536K");
  EXPECT_EQ(shown(1025ULL << 20), "1025M");
  EXPECT_EQ(shown(5000), "5000");
  EXPECT_EQ(shown(0), "0");
}

TEST(Words, CountsASwapOfNeighboursAsOneEdit) {
  EXPECT_EQ(edit_distance("kepeer", "keeper"), 1U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_GT(edit_distance(std::string(40, 'a'), "a"), 1000U);
}

TEST(Words, LeavesAStrangerAlone) {
  Nearest nearest("banana");
  nearest.offer("grower");
  nearest.offer("idle");
  EXPECT_EQ(nearest.word(), "");
}

TEST(Writer, CarriesMoreThanItsBuffer) {
  const std::string part(300, 'x');
  EXPECT_EQ(written([&](Writer& out) { out.put(part, part, part); }), part + part + part);
}

}  // namespace
}  // namespace limitest::workload
