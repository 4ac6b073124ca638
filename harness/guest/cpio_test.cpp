// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/cpio.h"

#include <gtest/gtest.h>

namespace limitest::guest {
namespace {

TEST(Cpio, AFileIsHeaderNameAndContentPaddedToFour) {
  Cpio archive;
  archive.file("a/bc", "12345", 0755);
  const std::string bytes = archive.finish();
  EXPECT_EQ(bytes.substr(0, 6), "070701");
  EXPECT_EQ(bytes.substr(14, 8), "000081ed");  // S_IFREG | 0755
  EXPECT_EQ(bytes.substr(54, 8), "00000005");  // size
  EXPECT_EQ(bytes.substr(94, 8), "00000005");  // of the name with its NUL
  EXPECT_EQ(bytes.substr(110, 4), "a/bc");
  EXPECT_EQ(bytes.substr(116, 5), "12345");
  EXPECT_EQ(bytes.substr(124, 6), "070701");  // the trailer
  EXPECT_NE(bytes.find("TRAILER!!!"), std::string::npos);
  EXPECT_EQ(bytes.size() % 4, 0U);
}

TEST(Cpio, ADeviceBearsItsNumbers) {
  Cpio archive;
  archive.device("dev/console", 0600, 5, 1);
  const std::string bytes = archive.finish();
  EXPECT_EQ(bytes.substr(14, 8), "00002180");
  EXPECT_EQ(bytes.substr(78, 16), "0000000500000001");
}

TEST(Cpio, ALinkHoldsItsTarget) {
  Cpio archive;
  archive.link("init", "bin/limitest");
  const std::string bytes = archive.finish();
  EXPECT_EQ(bytes.substr(14, 8), "0000a1ff");
  EXPECT_EQ(bytes.substr(116, 12), "bin/limitest");
}

}  // namespace
}  // namespace limitest::guest
