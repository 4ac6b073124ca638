// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/looks_like.h"

#include <algorithm>

namespace limitest::guest {
namespace {

struct Mark {
  std::size_t at;
  std::string_view bytes;
  std::string_view meaning;
};

constexpr Mark marks[] = {
    {0x38, "ARM\x64", "a kernel for arm64"},
    {0x30, "RISCV", "a kernel for RISC-V"},
    {0,
     "\x7f"
     "ELF",
     "an ELF file"},
    {0, "MZ", "an EFI program"},
    {0, "!<arch>\n", "an ar archive"},
    {0, "\xed\xab\xee\xdb", "an RPM package"},
    {0, "\x1f\x8b", "gzip data"},
    {0,
     "\xfd"
     "7zXZ",
     "xz data"},
    {0, "\x28\xb5\x2f\xfd", "zstd data"},
    {0, "BZh", "bzip2 data"},
    {0, "PK\x03\x04", "a zip archive"},
    {0, "070701", "an initramfs"},
    {0, "QFI\xfb", "a disk image (qcow2)"},
    {0x101, "ustar", "a tar archive"},
    {0x8001, "CD001", "an ISO image"},
    {0x27, "uImage", "a U-Boot image"},
    {0, "#!", "a script"},
};

bool is_text(std::string_view data) {
  return std::ranges::all_of(data.substr(0, 512), [](unsigned char letter) {
    return letter >= ' ' || letter == '\n' || letter == '\t' || letter == '\r';
  });
}

}  // namespace

std::string looks_like(std::string_view data) {
  if (data.empty()) return "an empty file";
  for (const Mark& mark : marks)
    if (data.size() > mark.at && data.substr(mark.at).starts_with(mark.bytes))
      return std::string(mark.meaning);
  return is_text(data) ? "text" : "data of an unknown kind";
}

}  // namespace limitest::guest
