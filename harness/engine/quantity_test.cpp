// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/quantity.h"

#include <limits>

#include <gtest/gtest.h>

namespace limitest::engine {
namespace {

Quantity between(double low, double value, double high) {
  return {.value = value, .low = low, .high = high, .kind = Kind::bytes, .exact = false, .final = false};
}

TEST(Quantities, CarryTheirIntervalsThroughSums) {
  const Quantity sum = combine('+', between(8, 10, 10), between(15, 20, 25));
  EXPECT_EQ(sum.value, 30);
  EXPECT_EQ(sum.low, 23);
  EXPECT_EQ(sum.high, 35);
  const Quantity difference = combine('-', between(15, 20, 25), between(8, 10, 10));
  EXPECT_EQ(difference.low, 5);
  EXPECT_EQ(difference.high, 17);
}

TEST(Quantities, AProductOfBytesAndACountIsBytes) {
  EXPECT_EQ(combine('*', exactly(3, Kind::count, true), exactly(4096, Kind::bytes, true)).kind, Kind::bytes);
  EXPECT_EQ(combine('/', between(1, 2, 3), between(1, 2, 3)).kind, Kind::count);
}

TEST(Quantities, AreFinalOnlyIfBothSidesAre) {
  EXPECT_TRUE(combine('+', exactly(1, Kind::count, true), exactly(1, Kind::count, true)).final);
  EXPECT_FALSE(combine('+', exactly(1, Kind::count, true), between(1, 2, 3)).final);
}

TEST(Quantities, WithoutANumberSayWhy) {
  EXPECT_EQ(combine('+', unknown("it is alive", false), exactly(1, Kind::count, true)).unknown,
            "it is alive");
  EXPECT_FALSE(combine('/', exactly(0, Kind::count, true), exactly(0, Kind::count, true)).unknown.empty());
}

TEST(Values, ArePrintedInTheirKind) {
  EXPECT_EQ(value_text(104857600, Kind::bytes), "104857600 (100M)");
  EXPECT_EQ(value_text(std::numeric_limits<double>::infinity(), Kind::bytes), "no limit");
  EXPECT_EQ(value_text(1.5e9, Kind::time), "1.5s");
  EXPECT_EQ(value_text(3, Kind::count), "3");
}

}  // namespace
}  // namespace limitest::engine
