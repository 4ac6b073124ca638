// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/switches.h"

#include <filesystem>
#include <fstream>

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
  put("/sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
  put("/sys/kernel/mm/lru_gen/enabled", "0x0000\n");
  put("/proc/sys/kernel/io_uring_disabled", "0\n");
  const Switches found = read_switches(root_);
  EXPECT_TRUE(found.at("TRANSPARENT_HUGEPAGE").on);
  EXPECT_FALSE(found.at("LRU_GEN_ENABLED").on);
  EXPECT_TRUE(found.at("IO_URING").on);
  put("/sys/kernel/mm/transparent_hugepage/enabled", "always madvise [never]\n");
  put("/sys/kernel/mm/lru_gen/enabled", "0x0007\n");
  put("/proc/sys/kernel/io_uring_disabled", "2\n");
  const Switches turned = read_switches(root_);
  EXPECT_FALSE(turned.at("TRANSPARENT_HUGEPAGE").on);
  EXPECT_TRUE(turned.at("LRU_GEN_ENABLED").on);
  EXPECT_FALSE(turned.at("IO_URING").on);
}

}  // namespace
}  // namespace limitest::engine
