// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/host_programs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace limitest::guest {
namespace {

using ::testing::ElementsAre;

TEST(HostPrograms, LibrariesAreTheAbsolutePaths) {
  EXPECT_THAT(libraries_in("\tlinux-vdso.so.1 (0x00007ffd)\n"
                           "\tlibm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x00007f1c)\n"
                           "\t/lib64/ld-linux-x86-64.so.2 (0x00007f1d)\n"),
              ElementsAre("/lib/x86_64-linux-gnu/libm.so.6", "/lib64/ld-linux-x86-64.so.2"));
  EXPECT_THAT(libraries_in("\tnot a dynamic executable\n"), ElementsAre());
}

TEST(HostPrograms, GoToBinWithWhatTheyNeed) {
  const std::vector<GuestFile> files = host_programs({"cat", "no-such-program"});
  ASSERT_FALSE(files.empty());
  EXPECT_EQ(files.front().path, "/bin/cat");
  EXPECT_TRUE(
      files.front().content.starts_with("\x7f"
                                        "ELF"));
  EXPECT_EQ(files.front().mode, 0755U);
  for (const GuestFile& file : files) EXPECT_TRUE(file.path.starts_with('/')) << file.path;
}

}  // namespace
}  // namespace limitest::guest
