// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/configuration.h"

#include <gtest/gtest.h>

namespace limitest::engine {
namespace {

TEST(Configuration, HasWhatIsSetAndNotWhatIsNot) {
  const Configuration found = parse_configuration("/boot/config",
                                                  "# a comment\n"
                                                  "CONFIG_MEMCG=y\n"
                                                  "CONFIG_ZRAM=m\n"
                                                  "# CONFIG_MEMCG_V1 is not set\n"
                                                  "CONFIG_KSM=n\n"
                                                  "CONFIG_CMDLINE=\"a=b\"");
  EXPECT_TRUE(found.readable());
  EXPECT_TRUE(found.has("MEMCG"));
  EXPECT_EQ(found.options.at("ZRAM"), "m");
  EXPECT_FALSE(found.has("MEMCG_V1"));
  EXPECT_FALSE(found.has("KSM"));
  EXPECT_EQ(found.options.at("CMDLINE"), "\"a=b\"");
}

TEST(Configuration, OfAKernelThatTellsNothingIsNotReadable) {
  EXPECT_FALSE(read_configuration("0.0.0-none-such").source == "/boot/config-0.0.0-none-such");
}

}  // namespace
}  // namespace limitest::engine
