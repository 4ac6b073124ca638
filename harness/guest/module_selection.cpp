// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/module_selection.h"

#include <algorithm>
#include <array>
#include <set>

#include "harness/guest/decompress.h"
#include "harness/guest/module_info.h"

namespace limitest::guest {
namespace {

constexpr std::size_t most_module = std::size_t{64} << 20;

class Selection {
 public:
  explicit Selection(const ModuleFiles& files) : files_(files) {}

  // `name` after all it depends on. Each module once, so that modules that depend on each other end too.
  Result<> add(const std::string& name, const std::string& asked_by) {
    if (!visited_.insert(name).second) return {};
    const auto file = files_.find(name);
    if (file == files_.end())
      return failure("its module {} depends on {}, which the package does not have", asked_by, name);
    std::string data = LIMITEST_TRY(content(*file));
    const ModuleInfo info = LIMITEST_TRY(info_of(name, data));
    for (const std::string& other : info.prefers)
      if (files_.contains(other)) LIMITEST_TRY_VOID(add(other, name));
    for (const std::string& other : info.depends) LIMITEST_TRY_VOID(add(other, name));
    chosen_.push_back({name, std::move(data)});
    return {};
  }

  // The module that answers to an alias, if there is one: it may as well be built in.
  Result<> add_by_alias(std::string_view alias) {
    for (const auto& file : files_) {
      const std::string data = LIMITEST_TRY(content(file));
      const ModuleInfo info = LIMITEST_TRY(info_of(file.first, data));
      if (std::ranges::find(info.aliases, alias) != info.aliases.end()) return add(file.first, "zram");
    }
    return {};
  }

  std::vector<Module> take() { return std::move(chosen_); }

  static Result<std::string> content(const ModuleFiles::value_type& file) {
    auto data = decompressed(file.second, most_module);
    if (!data) return std::unexpected(data.error().within("module " + file.first));
    return data;
  }

 private:
  static Result<ModuleInfo> info_of(const std::string& name, std::string_view data) {
    auto info = read_module_info(data);
    if (!info) return std::unexpected(info.error().within("module " + name));
    return info;
  }

  const ModuleFiles& files_;
  std::set<std::string> visited_;
  std::vector<Module> chosen_;
};

// The value of CONFIG_ZRAM_DEF_COMP="lzo-rle".
std::string_view default_compressor(std::string_view configuration) {
  constexpr std::string_view key = "\nCONFIG_ZRAM_DEF_COMP=\"";
  const std::size_t at = configuration.find(key);
  if (at == std::string_view::npos) return "lzo-rle";
  configuration.remove_prefix(at + key.size());
  return configuration.substr(0, configuration.find('"'));
}

}  // namespace

bool may_be_needed(std::string_view path) {
  constexpr std::array folders{"/kernel/drivers/block/zram/", "/kernel/mm/", "/kernel/lib/",
                               "/kernel/crypto/"};
  return !module_name(path).empty() && std::ranges::any_of(folders, [&](std::string_view folder) {
    return path.find(folder) != std::string_view::npos;
  });
}

Result<std::vector<Module>> select_modules(const ModuleFiles& files, std::string_view configuration) {
  const auto zram = files.find("zram");
  if (zram == files.end()) return std::vector<Module>{};
  Selection selection(files);
  // Until 6.12 zram asked the crypto API for its compressor by name, and the kernel then ran modprobe.
  const std::string data = LIMITEST_TRY(Selection::content(*zram));
  if (data.find("crypto_alloc_base") != std::string::npos)
    LIMITEST_TRY_VOID(selection.add_by_alias(fmt::format("crypto-{}", default_compressor(configuration))));
  LIMITEST_TRY_VOID(selection.add("zram", ""));
  return selection.take();
}

}  // namespace limitest::guest
