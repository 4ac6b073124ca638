// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/ring.h"

#include <thread>

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

namespace limitest::guest {
namespace {

constexpr std::size_t size = 8192;

class RingTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(::ftruncate(file.number(), size), 0);
    auto mapped = SharedMemory::map(file.number(), size);
    ASSERT_TRUE(mapped);
    memory.emplace(std::move(*mapped));
    prepare_ring(*memory);
  }
  Fd file{::memfd_create("ring-test", MFD_CLOEXEC)};
  std::optional<SharedMemory> memory;
};

TEST_F(RingTest, IsKnownByItsHeader) {
  EXPECT_TRUE(is_ring(*memory));
  memory->header().magic = 0;
  EXPECT_FALSE(is_ring(*memory));
}

TEST_F(RingTest, GivesWhatWasPutOnce) {
  EXPECT_EQ(take(*memory), "");
  put(*memory, "one");
  put(*memory, "two");
  EXPECT_EQ(take(*memory), "onetwo");
  EXPECT_EQ(take(*memory), "");
}

TEST_F(RingTest, MoreThanItHoldsWaitsForTheReader) {
  std::string sent;
  for (int i = 0; i < 20'000; ++i) sent += fmt::format("{} ", i);
  std::jthread writer([&] { put(*memory, sent); });
  std::string got;
  while (got.size() < sent.size()) got += take(*memory);
  EXPECT_EQ(got, sent);
}

TEST_F(RingTest, AMadWriterIsNotFollowed) {
  memory->header().written = 1'000'000;
  EXPECT_EQ(take(*memory), "");
}

}  // namespace
}  // namespace limitest::guest
