// SPDX-License-Identifier: Apache-2.0
#include <map>

#include <gtest/gtest.h>

#include "harness/guest/ar.h"
#include "harness/guest/tar.h"
#include "harness/guest/testing.h"

namespace limitest::guest {
namespace {

TEST(Ar, TellsItsMembers) {
  const std::string archive = testing::ar({{"odd", "123"}, {"even/", "1234"}, {"empty", ""}});
  const auto members = read_ar(archive);
  ASSERT_TRUE(members) << members.error().message;
  ASSERT_EQ(members->size(), 3);
  EXPECT_EQ((*members)[0].name, "odd");
  EXPECT_EQ((*members)[0].data, "123");
  EXPECT_EQ((*members)[1].name, "even");
  EXPECT_EQ((*members)[1].data, "1234");
  EXPECT_EQ((*members)[2].data, "");
}

TEST(Ar, RefusesWhatIsCutOrDamaged) {
  const std::string archive = testing::ar({{"member", std::string(100, 'x')}});
  EXPECT_FALSE(read_ar("text"));
  EXPECT_FALSE(read_ar(archive.substr(0, 40)));
  EXPECT_FALSE(read_ar(archive.substr(0, archive.size() - 1)));
  std::string damaged = archive;
  damaged[8 + 48] = '-';
  EXPECT_FALSE(read_ar(damaged));
}

using Files = std::map<std::string, std::string>;

// In pieces of `step` bytes, since a decompressor cuts where it likes.
Result<Files> read_tar(std::string_view archive, std::size_t step, std::size_t most = 1 << 20) {
  Files files;
  TarReader reader(
      most, [](std::string_view name) { return name != "unwanted"; },
      [&](const std::string& name, std::string content) { files[name] = std::move(content); });
  for (; !archive.empty(); archive.remove_prefix(std::min(step, archive.size())))
    LIMITEST_TRY_VOID(reader.feed(archive.substr(0, step)));
  LIMITEST_TRY_VOID(reader.finish());
  return files;
}

TEST(Tar, TellsItsFilesHoweverItIsCutIntoPieces) {
  const std::string large(1500, 'y');
  const std::string archive =
      testing::tar_entry("./folder/", '5', "") +
      testing::tar({{"./folder/a", "one"}, {"unwanted", "two"}, {"b", large}, {"empty", ""}});
  for (const std::size_t step : {1UL, 7UL, 511UL, 512UL, 513UL, 1UL << 20}) {
    const auto files = read_tar(archive, step);
    ASSERT_TRUE(files) << files.error().message;
    EXPECT_EQ(*files, (Files{{"folder/a", "one"}, {"b", large}, {"empty", ""}})) << step;
  }
}

TEST(Tar, KnowsLongNames) {
  const std::string name = std::string(150, 'd') + "/file";
  const std::string gnu = testing::tar_entry("././@LongLink", 'L', name + '\0');
  const std::string pax = testing::tar_entry("pax", 'x', fmt::format("165 path={}\n", name));
  for (const std::string& before : {gnu, pax}) {
    const auto files = read_tar(before + testing::tar({{"cut", "content"}, {"next", ""}}), 512);
    ASSERT_TRUE(files) << files.error().message;
    EXPECT_EQ(*files, (Files{{name, "content"}, {"next", ""}}));
  }
}

TEST(Tar, RefusesWhatIsCutDamagedOrTooLarge) {
  const std::string archive = testing::tar({{"a", std::string(2000, 'x')}});
  EXPECT_FALSE(read_tar(archive.substr(0, 100), 512));
  EXPECT_FALSE(read_tar(archive.substr(0, 1000), 512));
  EXPECT_FALSE(read_tar(archive, 512, 1999));
  std::string damaged = archive;
  damaged[130] = '7';
  EXPECT_FALSE(read_tar(damaged, 512));
}

}  // namespace
}  // namespace limitest::guest
