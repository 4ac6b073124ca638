// SPDX-License-Identifier: Apache-2.0
#include "harness/base/nearest.h"

#include <vector>

#include <gtest/gtest.h>

namespace limitest {
namespace {

const std::vector<std::string> words{"grower", "keeper", "page-cache", "memory.limit_in_bytes"};

TEST(Nearest, FindsAMistypedWord) {
  EXPECT_EQ(nearest_word("growr", words), "grower");
  EXPECT_EQ(nearest_word("kepeer", words), "keeper");
  EXPECT_EQ(nearest_word("memory.limits_in_byte", words), "memory.limit_in_bytes");
}

TEST(Nearest, FindsAWordThatWasCutShort) {
  const std::vector<std::string> files{"memory.stat", "memory.limit_in_bytes", "memory.max"};
  EXPECT_EQ(nearest_word("memory.limt", files), "memory.limit_in_bytes");
  EXPECT_EQ(nearest_word("memory.stats", files), "memory.stat");
  EXPECT_EQ(nearest_word("memory.mx", files), "memory.max");
}

TEST(Nearest, LeavesAStrangerAlone) {
  EXPECT_FALSE(nearest_word("banana", words));
  EXPECT_FALSE(nearest_word("", words));
  EXPECT_FALSE(nearest_word(std::string(5000, 'x'), words));
}

TEST(Suggestion, ListsWhatIsKnownWhenNothingIsNear) {
  EXPECT_EQ(suggestion("growr", words), "; did you mean 'grower'?");
  EXPECT_EQ(suggestion("banana", words), "; known: grower, keeper, page-cache, memory.limit_in_bytes");
  EXPECT_EQ(suggestion("banana", {}), "");
}

}  // namespace
}  // namespace limitest
