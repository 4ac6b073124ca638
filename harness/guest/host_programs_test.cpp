// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/host_programs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/engine/launch.h"
#include "harness/guest/elf_file.h"

namespace limitest::guest {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(HostPrograms, LibrariesAreTheAbsolutePaths) {
  EXPECT_THAT(libraries_in("\tlinux-vdso.so.1 (0x00007ffd)\n"
                           "\tlibm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x00007f1c)\n"
                           "\t/lib64/ld-linux-x86-64.so.2 (0x00007f1d)\n"),
              ElementsAre("/lib/x86_64-linux-gnu/libm.so.6", "/lib64/ld-linux-x86-64.so.2"));
  EXPECT_THAT(libraries_in("\tnot a dynamic executable\n"), ElementsAre());
}

std::vector<std::string> paths_of(const std::vector<GuestFile>& files) {
  std::vector<std::string> paths;
  for (const GuestFile& file : files) paths.push_back(file.path);
  return paths;
}

TEST(HostPrograms, GoToBinWithTheLibrariesTheyAreLinkedWith) {
  const std::vector<GuestFile> files = host_programs({"cat", "no-such-program"});
  ASSERT_FALSE(files.empty());
  EXPECT_EQ(files.front().path, "/bin/cat");
  EXPECT_TRUE(is_elf(files.front().content));
  EXPECT_EQ(files.front().mode, executable);
  EXPECT_THAT(paths_of(files), Contains(HasSubstr("libc.so")));
}

TEST(HostPrograms, StayWhereAnAbsolutePathSays) {
  const std::string script = engine::find_program("ldd");
  const std::string cat = engine::find_program("cat");
  EXPECT_THAT(paths_of(host_programs({cat, script})), Contains(cat));
  EXPECT_THAT(paths_of(host_programs({cat, script})), Not(Contains(script)));
  EXPECT_THAT(host_programs({"./cat"}), IsEmpty());
}

}  // namespace
}  // namespace limitest::guest
