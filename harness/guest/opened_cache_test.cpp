// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/opened_cache.h"

#include <chrono>
#include <cstdlib>

#include <gtest/gtest.h>

#include "harness/guest/testing.h"

namespace limitest::guest {
namespace {

class OpenedCache : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const char* before = std::getenv("XDG_CACHE_HOME")) before_ = before;
    ::setenv("XDG_CACHE_HOME", folder_.path().c_str(), 1);
    kernel_ = {.path = folder_.add("zoo/linux-image.deb", "package"),
               .release = "6.1",
               .boot_file = std::string("boot\0file", 9),
               .modules = {{"zsmalloc", "a"}, {"zram", ""}},
               .configuration = "CONFIG_MEMCG=y\n"};
    remember(kernel_);
  }
  void TearDown() override {
    before_.empty() ? ::unsetenv("XDG_CACHE_HOME") : ::setenv("XDG_CACHE_HOME", before_.c_str(), 1);
  }

  [[nodiscard]] std::filesystem::path entry() const {
    return std::filesystem::directory_iterator(folder_.path() / "limitest/opened")->path();
  }

  testing::Folder folder_;
  KernelImage kernel_;
  std::string before_;
};

TEST_F(OpenedCache, GivesBackWhatItWasTold) {
  const auto again = remembered(kernel_.path);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->path, kernel_.path);
  EXPECT_EQ(again->release, kernel_.release);
  EXPECT_EQ(again->boot_file, kernel_.boot_file);
  EXPECT_EQ(again->configuration, kernel_.configuration);
  ASSERT_EQ(again->modules.size(), 2);
  EXPECT_EQ(again->modules[0].name, "zsmalloc");
  EXPECT_EQ(again->modules[0].data, "a");
  EXPECT_EQ(again->modules[1].name, "zram");
}

TEST_F(OpenedCache, KnowsNoPackageThatChanged) {
  const auto time = std::filesystem::last_write_time(kernel_.path);
  std::filesystem::last_write_time(kernel_.path, time + std::chrono::nanoseconds(1));
  EXPECT_FALSE(remembered(kernel_.path));
  std::filesystem::last_write_time(kernel_.path, time);
  EXPECT_TRUE(remembered(kernel_.path));
  std::filesystem::resize_file(kernel_.path, 3);
  std::filesystem::last_write_time(kernel_.path, time);
  EXPECT_FALSE(remembered(kernel_.path));
}

TEST_F(OpenedCache, KnowsNoPackageThatGotModulesBesideIt) {
  folder_.add("zoo/linux-modules-6.1_1_amd64.deb", "");
  EXPECT_FALSE(remembered(kernel_.path));
}

TEST_F(OpenedCache, DistrustsADamagedEntry) {
  const auto size = std::filesystem::file_size(entry());
  for (std::uintmax_t keep = size - 1; keep > 0; --keep) {
    std::filesystem::resize_file(entry(), keep);
    EXPECT_FALSE(remembered(kernel_.path)) << keep;
  }
}

}  // namespace
}  // namespace limitest::guest
