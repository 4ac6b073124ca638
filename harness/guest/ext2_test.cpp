// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/ext2.h"

#include <cstdlib>

#include <gtest/gtest.h>
#include <poll.h>
#include <unistd.h>

#include "harness/base/fd.h"
#include "harness/engine/launch.h"
#include "harness/process/exit_status.h"
#include "harness/process/output_page.h"
#include "harness/process/spawn.h"

namespace limitest::guest {
namespace {

// The judge is e2fsck, which knows the format better than any expectation written here.
TEST(Ext2, IsCleanInTheEyesOfItsChecker) {
  const std::string checker = engine::find_program("e2fsck");
  if (checker.empty()) GTEST_SKIP() << "e2fsck is not in PATH; it is in the package e2fsprogs";
  for (const std::int64_t size :
       {std::int64_t{1} << 20, std::int64_t{64} << 20, std::int64_t{512} << 20, std::int64_t{1500} << 20}) {
    char path[] = "/tmp/limitest-ext2-XXXXXX";
    const Fd image(::mkstemp(path));
    ASSERT_TRUE(image);
    ASSERT_EQ(::ftruncate(image.number(), size), 0);
    for (const Piece& piece : empty_ext2({size}))
      ASSERT_EQ(
          ::pwrite(image.number(), piece.bytes.data(), piece.bytes.size(), static_cast<off_t>(piece.at)),
          static_cast<ssize_t>(piece.bytes.size()));
    const auto output = process::OutputPage::create(65536);
    const auto child = process::spawn(
        {.path = checker, .argv = {"e2fsck", "-f", "-n", path}, .output = output->descriptor()});
    ASSERT_TRUE(child);
    pollfd ended{.fd = child->pidfd.number(), .events = POLLIN, .revents = 0};
    (void)::poll(&ended, 1, 60'000);
    const auto status = process::reap(child->pidfd.number());
    (void)::unlink(path);
    ASSERT_TRUE(status);
    EXPECT_EQ(status->value, 0) << output->text();
  }
}

}  // namespace
}  // namespace limitest::guest
