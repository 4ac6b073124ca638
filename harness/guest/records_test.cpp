// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/records.h"

#include <gtest/gtest.h>

namespace limitest::guest {
namespace {

TEST(Records, ChecksumIsTheOneOfEthernet) {
  EXPECT_EQ(checksum("123456789"), 0xcbf43926U);
}

TEST(Records, ComeBackInPiecesOfAnySize) {
  const std::string stream =
      encode(Kind::line, "first\n") + encode(Kind::beat, "") + encode(Kind::over, "0\n");
  for (std::size_t piece = 1; piece < stream.size(); ++piece) {
    Decoder decoder;
    std::vector<Record> got;
    for (std::size_t at = 0; at < stream.size(); at += piece) {
      decoder.feed(std::string_view(stream).substr(at, piece));
      while (auto record = decoder.next()) got.push_back(std::move(*record));
    }
    ASSERT_EQ(got.size(), 3U) << "in pieces of " << piece;
    EXPECT_EQ(got[0].payload, "first\n");
    EXPECT_EQ(got[1].kind, Kind::beat);
    EXPECT_EQ(got[2].payload, "0\n");
    EXPECT_EQ(decoder.garbled(), 0U);
  }
}

TEST(Records, NoiseAndDamageLoseOnlyWhatTheyHit) {
  std::string damaged = encode(Kind::line, "damaged");
  damaged.back() = '?';
  Decoder decoder;
  decoder.feed("noise\x7f" + damaged + encode(Kind::line, "whole"));
  const auto record = decoder.next();
  ASSERT_TRUE(record);
  EXPECT_EQ(record->payload, "whole");
  EXPECT_EQ(decoder.garbled(), 6 + damaged.size());
  EXPECT_FALSE(decoder.next());
}

TEST(Records, AnImpossibleLengthIsNoReasonToWait) {
  std::string huge = encode(Kind::line, "x");
  for (std::size_t i = 8; i < 12; ++i) huge[i] = '\xff';
  Decoder decoder;
  decoder.feed(huge + encode(Kind::line, "next"));
  const auto record = decoder.next();
  ASSERT_TRUE(record);
  EXPECT_EQ(record->payload, "next");
}

TEST(Records, ACutRecordIsNotGivenOut) {
  const std::string record = encode(Kind::line, "cut short by a panic");
  Decoder decoder;
  decoder.feed(std::string_view(record).substr(0, record.size() - 1));
  EXPECT_FALSE(decoder.next());
  decoder.feed(std::string_view(record).substr(record.size() - 1));
  EXPECT_TRUE(decoder.next());
}

TEST(Records, WhatFollowsACutRecordIsHeardAtTheEnd) {
  const std::string cut = encode(Kind::line, std::string(100'000, 'x')).substr(0, 1000);
  Decoder decoder;
  decoder.feed(cut + encode(Kind::over, "137\n"));
  EXPECT_FALSE(decoder.next());
  decoder.end();
  const auto record = decoder.next();
  ASSERT_TRUE(record);
  EXPECT_EQ(record->payload, "137\n");
  EXPECT_EQ(decoder.garbled(), cut.size());
}

}  // namespace
}  // namespace limitest::guest
