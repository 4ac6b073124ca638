// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/module_selection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/guest/module_info.h"
#include "harness/guest/testing.h"

namespace limitest::guest {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> names(const Result<std::vector<Module>>& modules) {
  if (!modules) return {modules.error().message};
  std::vector<std::string> list;
  for (const Module& module : *modules) list.push_back(module.name);
  return list;
}

TEST(ModuleInfo, IsWhatTheModuleSays) {
  const auto info = read_module_info(testing::module(
      {"license=GPL", "depends=a-b,c", "softdep=pre: d e-f post: g", "alias=crypto-x", "depends="}));
  ASSERT_TRUE(info) << info.error().message;
  EXPECT_THAT(info->depends, ElementsAre("a_b", "c"));
  EXPECT_THAT(info->prefers, ElementsAre("d", "e_f"));
  EXPECT_THAT(info->aliases, ElementsAre("crypto-x"));
}

TEST(ModuleName, IsThatOfProcModules) {
  EXPECT_EQ(module_name("lib/modules/6.1/kernel/lib/lz4/lz4hc-compress.ko.xz"), "lz4hc_compress");
  EXPECT_EQ(module_name("zram.ko"), "zram");
  EXPECT_EQ(module_name("modules.builtin"), "");
}

TEST(Selection, PutsDependenciesFirstAndUnpacks) {
  const ModuleFiles files{{"zram", testing::xz(testing::module({"depends=zsmalloc,lz4"}))},
                          {"zsmalloc", testing::zstd(testing::module({"depends=base"}))},
                          {"lz4", testing::gzip(testing::module({"depends=base"}))},
                          {"base", testing::module({"depends="})},
                          {"other", testing::module({"depends="})}};
  const auto modules = select_modules(files, "");
  EXPECT_THAT(names(modules), ElementsAre("base", "zsmalloc", "lz4", "zram"));
  EXPECT_EQ(modules->back().data, testing::module({"depends=zsmalloc,lz4"}));
}

TEST(Selection, AddsTheCompressorThatZramAsksTheCryptoApiFor) {
  const ModuleFiles files{{"zram", testing::module({"depends="}, "crypto_alloc_base")},
                          {"lzo_rle", testing::module({"alias=crypto-lzo-rle"})},
                          {"lz4", testing::module({"alias=crypto-lz4", "depends=lz4_compress"})},
                          {"lz4_compress", testing::module({})}};
  EXPECT_THAT(names(select_modules(files, "")), ElementsAre("lzo_rle", "zram"));
  EXPECT_THAT(names(select_modules(files, "#\nCONFIG_ZRAM_DEF_COMP=\"lz4\"\n")),
              ElementsAre("lz4_compress", "lz4", "zram"));
  EXPECT_THAT(names(select_modules(files, "#\nCONFIG_ZRAM_DEF_COMP=\"built-in\"\n")), ElementsAre("zram"));
}

TEST(Selection, TakesSoftDependenciesWhereTheyAre) {
  const ModuleFiles files{{"zram", testing::module({"softdep=pre: lzo absent"})},
                          {"lzo", testing::module({})}};
  EXPECT_THAT(names(select_modules(files, "")), ElementsAre("lzo", "zram"));
}

TEST(Selection, NamesADependencyThatIsMissing) {
  const ModuleFiles files{{"zram", testing::module({"depends=zsmalloc"})}};
  EXPECT_THAT(names(select_modules(files, "")), ElementsAre(HasSubstr("zram depends on zsmalloc")));
}

TEST(Selection, EndsWhereModulesDependOnEachOther) {
  const ModuleFiles files{{"zram", testing::module({"depends=a"})}, {"a", testing::module({"depends=zram"})}};
  EXPECT_THAT(names(select_modules(files, "")), ElementsAre("a", "zram"));
}

TEST(Selection, IsEmptyWithoutZram) {
  EXPECT_THAT(names(select_modules({{"lzo", testing::module({})}}, "")), ElementsAre());
}

TEST(Selection, NamesADamagedModule) {
  EXPECT_THAT(names(select_modules({{"zram", "text"}}, "")), ElementsAre(HasSubstr("module zram: ")));
}

}  // namespace
}  // namespace limitest::guest
