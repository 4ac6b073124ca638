// SPDX-License-Identifier: Apache-2.0
#include "harness/base/bytes.h"

#include <gtest/gtest.h>

namespace limitest {
namespace {

using std::chrono::milliseconds;

TEST(Sizes, AreReadInPowersOf1024InEitherCase) {
  EXPECT_EQ(parse_bytes("100M")->count, 104857600);
  EXPECT_EQ(parse_bytes("100m")->count, 104857600);
  EXPECT_EQ(parse_bytes("64KiB")->count, 65536);
  EXPECT_EQ(parse_bytes("1.5G")->count, 1610612736);
  EXPECT_EQ(parse_bytes("4097")->count, 4097);
}

TEST(Sizes, WithAWrongUnitNameTheRightOnes) {
  for (const char* wrong : {"5X", "5MB/s", "5 M"}) {
    const auto refused = parse_bytes(wrong);
    ASSERT_FALSE(refused) << wrong;
    EXPECT_NE(refused.error().message.find("use K, M, G, T, P or E"), std::string::npos)
        << refused.error().message;
  }
}

TEST(Sizes, RefuseWhatIsNoSize) {
  for (const char* wrong : {"", "M", "-1", "-5M", "abc", "nan", "inf", "9E", "99999999999999999999999"})
    EXPECT_FALSE(parse_bytes(wrong)) << wrong;
}

TEST(Sizes, ArePrintedInTheLargestReadableUnit) {
  EXPECT_EQ(to_string(Bytes{104857600}), "100M");
  EXPECT_EQ(to_string(Bytes{4456448}), "4.25M");
  EXPECT_EQ(to_string(Bytes{512}), "512");
  EXPECT_EQ(to_exact_string(Bytes{5242880}), "5242880 (5M)");
}

TEST(Durations, AreReadWithTheirUnit) {
  EXPECT_EQ(*parse_duration("300ms"), milliseconds(300));
  EXPECT_EQ(*parse_duration("1.5s"), milliseconds(1500));
  EXPECT_EQ(*parse_duration("2min"), std::chrono::minutes(2));
}

TEST(Durations, WithoutAUnitAreRefused) {
  EXPECT_FALSE(parse_duration("5"));
  EXPECT_FALSE(parse_duration("5m"));
  EXPECT_FALSE(parse_duration("-5s"));
}

TEST(Durations, ArePrintedReadably) {
  EXPECT_EQ(to_string(Nanoseconds(milliseconds(1500))), "1.5s");
  EXPECT_EQ(to_string(Nanoseconds(80'000)), "80us");
}

}  // namespace
}  // namespace limitest
