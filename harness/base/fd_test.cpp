// SPDX-License-Identifier: Apache-2.0
#include "harness/base/fd.h"

#include <cerrno>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>

namespace limitest {
namespace {

TEST(WriteAll, LeavesNothingOut) {
  const Fd file(::memfd_create("test", MFD_CLOEXEC));
  const std::string text(3'000'000, 'x');
  ASSERT_TRUE(write_all(file.number(), text));
  EXPECT_TRUE(write_all(file.number(), ""));
  EXPECT_EQ(read_whole(file.number()).value(), text);
}

TEST(WriteAll, SaysWhyItCannot) {
  const Fd full = open_at(AT_FDCWD, "/dev/full", O_WRONLY).value();
  EXPECT_EQ(write_all(full.number(), "text").error().code, ENOSPC);
}

TEST(ReplaceFile, NamesTheFileThatCannotBe) {
  const auto refused = replace_file("/proc/version", "text");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("/proc/version"), std::string::npos);
}

}  // namespace
}  // namespace limitest
