// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/boot_image.h"

#include <cstdint>
#include <cstring>

#include "harness/guest/decompress.h"
#include "harness/guest/elf_file.h"

namespace limitest::guest {
namespace {

constexpr std::size_t header_magic_at = 0x202;
constexpr std::size_t version_pointer_at = 0x20e;
constexpr std::size_t load_flags_at = 0x211;
constexpr std::size_t version_base = 0x200;
constexpr std::size_t smallest_image = 0x1000;
constexpr unsigned phys32_entry = 18;  // XEN_ELFNOTE_PHYS32_ENTRY

std::string first_word(std::string_view text) {
  return std::string(text.substr(0, text.find_first_of(std::string_view(" \n\0", 3))));
}

// "Linux version 6.1.192-lab (root@build) ..."; the format string "Linux version %s" is there too.
std::string release_of_banner(std::string_view data) {
  constexpr std::string_view banner = "Linux version ";
  for (std::size_t at = data.find(banner); at != std::string_view::npos; at = data.find(banner, at + 1)) {
    const std::string_view text = data.substr(at + banner.size(), 128);
    if (!text.empty() && text.front() >= '0' && text.front() <= '9') return first_word(text);
  }
  return "";
}

// kernel/configs.c puts the compressed text between two marks.
std::string configuration_within(std::string_view data) {
  constexpr std::string_view begin = "IKCFG_ST";
  constexpr std::string_view gzip = "\x1f\x8b";
  constexpr std::size_t most = std::size_t{4} << 20;
  for (std::size_t at = data.find(begin); at != std::string_view::npos; at = data.find(begin, at + 1)) {
    const std::string_view text = data.substr(at + begin.size());
    if (text.starts_with(gzip)) return decompressed(text, most).value_or("");
  }
  return "";
}

}  // namespace

bool is_bzimage(std::string_view data) {
  return data.size() >= smallest_image && data.substr(header_magic_at).starts_with("HdrS");
}

Result<BootImage> read_bzimage(std::string_view data) {
  if (!is_bzimage(data)) return failure("it is no bzImage");
  const bool loads_high = (static_cast<unsigned char>(data[load_flags_at]) & 1) != 0;
  if (!loads_high) return failure("it is a zImage of an old kernel; a bzImage is wanted");
  std::uint16_t offset = 0;
  std::memcpy(&offset, data.data() + version_pointer_at, sizeof offset);
  const std::size_t at = offset + version_base;
  if (offset == 0 || at >= data.size()) return BootImage{};
  return BootImage{.release = first_word(data.substr(at, 128))};
}

bool is_kernel_elf(std::string_view data) {
  return is_elf(data) && !release_of_banner(data).empty();
}

Result<BootImage> read_vmlinux(std::string_view data) {
  const auto sections = LIMITEST_TRY(elf_sections(data));
  if (!has_note(sections, "Xen", phys32_entry))
    return failure(
        "it is a vmlinux without a PVH entry, which QEMU cannot start; build it with CONFIG_PVH=y, or give "
        "its bzImage (arch/x86/boot/bzImage)");
  return BootImage{.release = release_of_banner(data), .configuration = configuration_within(data)};
}

}  // namespace limitest::guest
