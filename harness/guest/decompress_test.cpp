// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/decompress.h"

#include <gtest/gtest.h>

#include "harness/guest/testing.h"

namespace limitest::guest {
namespace {

constexpr std::size_t mebibyte = std::size_t{1} << 20;

std::string sample() {
  std::string text;
  for (long i = 0; i < 200'000; ++i) text += fmt::format("line {}\n", i * i);
  return text;
}

class Formats : public ::testing::TestWithParam<std::string (*)(std::string_view)> {};

TEST_P(Formats, ComeBackAsTheyWere) {
  const std::string text = sample();
  EXPECT_EQ(decompressed(GetParam()(text), text.size()), text);
}

TEST_P(Formats, MayBeEmpty) {
  EXPECT_EQ(decompressed(GetParam()(""), 0), "");
}

TEST_P(Formats, CutShortAreAnError) {
  const std::string whole = GetParam()(sample());
  for (const std::size_t size : {std::size_t{8}, whole.size() / 2, whole.size() - 1})
    EXPECT_FALSE(decompressed(whole.substr(0, size), 64 * mebibyte)) << size;
}

TEST_P(Formats, NeverUnpackMoreThanAllowed) {
  const std::string bomb = GetParam()(std::string(8 * mebibyte, '\0'));
  std::size_t seen = 0;
  const auto result = decompress(bomb, mebibyte, [&](std::string_view piece) {
    seen += piece.size();
    return Result<>{};
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "it unpacks to more than 1048576 bytes");
  EXPECT_LE(seen, mebibyte);
}

TEST_P(Formats, StopWhenTheSinkSaysSo) {
  int calls = 0;
  const auto result = decompress(GetParam()(sample()), 64 * mebibyte, [&](std::string_view) {
    ++calls;
    return Result<>(failure("enough"));
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "enough");
  EXPECT_EQ(calls, 1);
}

INSTANTIATE_TEST_SUITE_P(All, Formats, ::testing::Values(testing::gzip, testing::xz, testing::zstd));

TEST(Decompress, LeavesPlainDataAlone) {
  EXPECT_EQ(decompressed("plain", 5), "plain");
  EXPECT_FALSE(decompressed("plain", 4));
}

}  // namespace
}  // namespace limitest::guest
