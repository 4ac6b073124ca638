// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/package.h"

#include <algorithm>

#include "harness/guest/ar.h"
#include "harness/guest/decompress.h"
#include "harness/guest/module_info.h"
#include "harness/guest/tar.h"

namespace limitest::guest {
namespace {

constexpr std::size_t most_unpacked = std::size_t{8} << 30;
constexpr std::size_t most_file = std::size_t{512} << 20;
constexpr std::size_t most_kept = std::size_t{1} << 30;

enum class Role { none, image, configuration, module };

// "usr/lib/modules/VERSION/NAME" or the same below lib/
bool lies_beside_modules(std::string_view path, std::string_view name) {
  if (path.starts_with("usr/")) path.remove_prefix(4);
  constexpr std::string_view folder = "lib/modules/";
  if (!path.starts_with(folder) || !path.ends_with(name)) return false;
  path.remove_prefix(folder.size());
  return path.find(name) == path.find('/');
}

Role role_of(std::string_view path) {
  if (path.starts_with("boot/vmlinuz-") || lies_beside_modules(path, "/vmlinuz")) return Role::image;
  if (path.starts_with("boot/config-") || lies_beside_modules(path, "/config")) return Role::configuration;
  return may_be_needed(path) ? Role::module : Role::none;
}

}  // namespace

Result<Package> read_package(std::string_view data) {
  const auto members = LIMITEST_TRY(read_ar(data));
  const auto archive = std::ranges::find_if(
      members, [](const ArMember& member) { return member.name.starts_with("data.tar"); });
  if (archive == members.end())
    return failure("it is an ar archive, but no Debian package: no data.tar in it");
  if (archive->name != "data.tar" && compression_of(archive->data) == Compression::none)
    return failure("its {} is compressed in a way unknown here; xz, zstd and gzip are known", archive->name);

  Package package;
  std::size_t kept = 0;
  TarReader tar(
      most_file, [](std::string_view path) { return role_of(path) != Role::none; },
      [&](const std::string& path, std::string content) {
        kept += content.size();
        switch (role_of(path)) {
          case Role::image:
            package.image = std::move(content);
            break;
          case Role::configuration:
            package.configuration = std::move(content);
            break;
          case Role::module:
            package.modules[module_name(path)] = std::move(content);
            break;
          case Role::none:
            break;
        }
      });
  LIMITEST_TRY_VOID(decompress(archive->data, most_unpacked, [&](std::string_view piece) -> Result<> {
    if (kept > most_kept) return failure("its kernel and modules are over {} bytes", most_kept);
    return tar.feed(piece);
  }));
  LIMITEST_TRY_VOID(tar.finish());
  return package;
}

}  // namespace limitest::guest
