// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/kernel_image.h"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/guest/testing.h"

namespace limitest::guest {
namespace {

using ::testing::AllOf;
using testing::Folder;
using ::testing::HasSubstr;

std::string problem(const Result<KernelImage>& image) {
  return image ? "none" : image.error().message;
}

std::vector<testing::NamedContent> kernel_files() {
  return {{"./boot/config-6.1.0-9", "# Linux/x86 6.1.9 Kernel Configuration\n"},
          {"./boot/vmlinuz-6.1.0-9", testing::bzimage("6.1.0-9")},
          {"./lib/modules/6.1.0-9/kernel/drivers/block/zram/zram.ko", testing::module({"depends=zsmalloc"})},
          {"./lib/modules/6.1.0-9/kernel/mm/zsmalloc.ko.xz", testing::xz(testing::module({}))},
          {"./lib/modules/6.1.0-9/kernel/net/other.ko", testing::module({})}};
}

TEST(KernelImage, IsABzImage) {
  const Folder folder;
  const std::string path = folder.add("bzImage", testing::bzimage("6.12.117-lab"));
  const auto image = open_kernel_image(path);
  ASSERT_TRUE(image) << image.error().message;
  EXPECT_EQ(image->path, path);
  EXPECT_EQ(image->release, "6.12.117-lab");
  EXPECT_EQ(image->boot_file, "");
  EXPECT_TRUE(image->modules.empty());
}

TEST(KernelImage, FindsTheConfigurationBesideABzImageIfItIsItsOwn) {
  const Folder folder;
  const std::string path = folder.add("bzImage", testing::bzimage("6.12.117-lab"));
  folder.add("config", "#\n# Linux/x86 6.1.9 Kernel Configuration\n");
  EXPECT_EQ(open_kernel_image(path)->configuration, "");
  const std::string text = "#\n# Linux/x86 6.12.117 Kernel Configuration\nCONFIG_MEMCG=y\n";
  folder.add("config", text);
  EXPECT_EQ(open_kernel_image(path)->configuration, text);
}

TEST(KernelImage, TakesTheInstalledModulesOfAKernelInBoot) {
  const Folder folder;
  const std::string path = folder.add("boot/vmlinuz-6.1", testing::bzimage("6.1"));
  folder.add("lib/modules/6.1/kernel/drivers/block/zram/zram.ko.zst", testing::zstd(testing::module({})));
  const auto image = open_kernel_image(path);
  ASSERT_TRUE(image) << image.error().message;
  ASSERT_EQ(image->modules.size(), 1);
  EXPECT_EQ(image->modules[0].data, testing::module({}));
}

TEST(KernelImage, IsAVmlinuxWithPvhEntry) {
  const Folder folder;
  const std::string path = folder.add(
      "vmlinux", testing::elf({{".text", "Linux version %s Linux version 6.1.192-lab (me)"},
                               {".notes", ""},
                               {".note.pvh", testing::pvh_note()},
                               {".rodata", "IKCFG_ST" + testing::gzip("CONFIG_MEMCG=y\n") + "IKCFG_ED"}}));
  const auto image = open_kernel_image(path);
  ASSERT_TRUE(image) << image.error().message;
  EXPECT_EQ(image->release, "6.1.192-lab");
  EXPECT_EQ(image->configuration, "CONFIG_MEMCG=y\n");
}

TEST(KernelImage, IsADistributionPackage) {
  const Folder folder;
  const auto image = open_kernel_image(folder.add("linux-image.deb", testing::deb(kernel_files())));
  ASSERT_TRUE(image) << image.error().message;
  EXPECT_EQ(image->release, "6.1.0-9");
  EXPECT_EQ(image->boot_file, testing::bzimage("6.1.0-9"));
  EXPECT_EQ(image->configuration, kernel_files()[0].content);
  ASSERT_EQ(image->modules.size(), 2);
  EXPECT_EQ(image->modules[0].name, "zsmalloc");
  EXPECT_EQ(image->modules[0].data, testing::module({}));
  EXPECT_EQ(image->modules[1].name, "zram");
}

TEST(KernelImage, FindsThePackagesOfItsVersion) {
  const Folder folder;
  const auto package = [&](const std::string& kind, const std::string& version, const std::string& file,
                           const std::string& content) {
    return folder.add(fmt::format("linux-{}-7.3.4_{}_amd64.deb", kind, version),
                      testing::deb({{"./usr/lib/modules/7.3.4/" + file, content}}));
  };
  const std::string path = package("binary", "7.3.4-2", "vmlinuz", testing::bzimage("7.3.4"));
  const std::string zram = "kernel/drivers/block/zram/zram.ko";
  package("modules", "7.3.4-1", zram, testing::module({"depends=of-another-version"}));
  EXPECT_TRUE(open_kernel_image(path)->modules.empty());
  package("modules", "7.3.4-2", zram, testing::module({}));
  package("base", "7.3.4-2", "config", "CONFIG_MEMCG=y\n");
  const auto image = open_kernel_image(path);
  ASSERT_TRUE(image) << image.error().message;
  EXPECT_EQ(image->release, "7.3.4");
  EXPECT_EQ(image->modules.size(), 1);
  EXPECT_EQ(image->configuration, "CONFIG_MEMCG=y\n");
}

TEST(NoKernelImage, SaysWhatItIsAndWhatIsWanted) {
  const Folder folder;
  const auto of = [&](const std::string& name, std::string_view content) {
    return problem(open_kernel_image(folder.add(name, content)));
  };
  EXPECT_THAT(of("notes", "hello\n"),
              AllOf(HasSubstr("/notes: it is no kernel but text"), HasSubstr("bzImage")));
  EXPECT_THAT(of("empty", ""), HasSubstr("an empty file"));
  EXPECT_THAT(of("k.rpm", "\xed\xab\xee\xdb"), HasSubstr("an RPM package"));
  EXPECT_THAT(of("ls", testing::elf({{".text", "Linux version %s"}})),
              HasSubstr("no kernel but an ELF file"));
  EXPECT_THAT(of("vmlinux", testing::elf({{".text", "Linux version 6.1 "}})), HasSubstr("CONFIG_PVH=y"));
  EXPECT_THAT(of("doc.deb", testing::deb({{"./usr/share/doc/x", ""}})), HasSubstr("linux-binary-*.deb"));
  EXPECT_THAT(of("lib.a", testing::ar({{"x.o", ""}})), HasSubstr("no Debian package"));
  EXPECT_THAT(problem(open_kernel_image(folder.path())), HasSubstr("it is a directory"));
  EXPECT_THAT(problem(open_kernel_image(folder.path() / "absent")), HasSubstr("No such file"));
}

// Whatever is in the file, the answer is an image or an error.
TEST(HostileFile, NeverCrashes) {
  const Folder folder;
  const std::vector<std::string> files{
      testing::deb(kernel_files()), testing::ar({{"data.tar", testing::tar(kernel_files())}}),
      testing::bzimage("6.1"),
      testing::elf({{".text", "Linux version 6.1 "},
                    {".note.pvh", testing::pvh_note()},
                    {".rodata", "IKCFG_ST" + testing::gzip("CONFIG_MEMCG=y\n")}})};
  std::mt19937 random(20261124);
  for (const std::string& whole : files)
    for (int round = 0; round < 500; ++round) {
      std::string data = whole;
      for (unsigned flips = random() % 4; flips > 0; --flips)
        data[random() % data.size()] = static_cast<char>(random());
      if (round % 3 == 0) data.resize(random() % data.size());
      const auto image = open_kernel_image(folder.add("file", data));
      if (!image) {
        EXPECT_THAT(image.error().message, HasSubstr("/file: "));
      }
    }
}

}  // namespace
}  // namespace limitest::guest
