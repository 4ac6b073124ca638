// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/pages.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>
#include <sys/mman.h>

#include "workloads/lib/clock.h"
#include "workloads/lib/status.h"

namespace limitest::workload {
namespace {

constexpr std::size_t pages = 100;

class Pages : public testing::Test {
 protected:
  void SetUp() override {
    void* at = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    ASSERT_NE(at, MAP_FAILED);
    memory = static_cast<std::byte*>(at);
    ASSERT_TRUE(status);
  }
  void TearDown() override { ::munmap(memory, bytes); }

  [[nodiscard]] std::ptrdiff_t resident() const {
    std::vector<unsigned char> map(pages);
    ::mincore(memory, bytes, map.data());
    return std::ranges::count_if(map, [](unsigned char page) { return page & 1U; });
  }

  const std::size_t bytes = pages * page_size();
  std::byte* memory = nullptr;
  std::optional<Status> status = Status::attach(-1);
};

TEST_F(Pages, TouchMakesResidentExactlyWhatItCounts) {
  touch(memory, bytes / 2, *status);
  EXPECT_EQ(status->touched(), bytes / 2);
  EXPECT_EQ(resident(), pages / 2);
}

TEST_F(Pages, EveryPageHoldsSomethingElse) {
  touch(memory, bytes, *status);
  std::vector<std::uint64_t> words;
  for (std::size_t offset = 0; offset < bytes; offset += page_size())
    words.push_back(*reinterpret_cast<const std::uint64_t*>(memory + offset));
  std::ranges::sort(words);
  EXPECT_EQ(std::ranges::adjacent_find(words), words.end());
  EXPECT_NE(words.front(), 0U);
}

TEST_F(Pages, ASweepFindsTheLostPage) {
  touch(memory, bytes, *status);
  EXPECT_EQ(sweep_pages(memory, bytes, 1, *status), nullptr);
  EXPECT_EQ(sweep_pages(memory, bytes, 2, *status), nullptr);
  ::madvise(memory + 7 * page_size(), page_size(), MADV_DONTNEED);
  EXPECT_EQ(sweep_pages(memory, bytes, 3, *status), memory + 7 * page_size());
}

TEST_F(Pages, RoundsUpToWholePages) {
  EXPECT_EQ(whole_pages(0), 0U);
  EXPECT_EQ(whole_pages(1), page_size());
  EXPECT_EQ(whole_pages(page_size()), page_size());
}

TEST(Pace, CatchesUpAHiccupButNotAPause) {
  Pace pace(millisecond);
  const Time first = pace.next();
  pace.step();
  EXPECT_EQ(pace.next(), first + millisecond);
  sleep_until(first + 300 * millisecond);
  pace.step();
  EXPECT_GE(pace.next(), first + 300 * millisecond);
}

}  // namespace
}  // namespace limitest::workload
