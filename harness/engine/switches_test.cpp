// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/switches.h"

#include <filesystem>
#include <fstream>
#include <vector>

#include <gtest/gtest.h>

namespace limitest::engine {
namespace {

namespace fs = std::filesystem;

class SwitchesTest : public ::testing::Test {
 protected:
  SwitchesTest() {
    std::string pattern = fs::temp_directory_path() / "limitest-switches-XXXXXX";
    root_ = ::mkdtemp(pattern.data());
  }
  ~SwitchesTest() override { fs::remove_all(root_); }

  void put(const std::string& path, const std::string& text) const {
    fs::create_directories(fs::path(root_ + path).parent_path());
    std::ofstream(root_ + path) << text;
  }

  std::string root_;
};

TEST_F(SwitchesTest, AreAbsentWhereTheKernelHasNone) {
  EXPECT_TRUE(read_switches(root_).empty());
}

TEST_F(SwitchesTest, StandInTheKernelsFiles) {
  const auto states = [this](const char* huge_pages, const char* lru_gen, const char* io_uring) {
    put("/sys/kernel/mm/transparent_hugepage/enabled", huge_pages);
    put("/sys/kernel/mm/lru_gen/enabled", lru_gen);
    put("/proc/sys/kernel/io_uring_disabled", io_uring);
    const Switches found = read_switches(root_);
    return std::vector{found.at("TRANSPARENT_HUGEPAGE").on, found.at("LRU_GEN_ENABLED").on,
                       found.at("IO_URING").on};
  };
  EXPECT_EQ(states("always [madvise] never\n", "0x0000\n", "0\n"), (std::vector{true, false, true}));
  EXPECT_EQ(states("always madvise [never]\n", "0x0007\n", "2\n"), (std::vector{false, true, false}));
}

}  // namespace
}  // namespace limitest::engine
