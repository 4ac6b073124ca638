// SPDX-License-Identifier: Apache-2.0
// The two kinds of file that QEMU's -kernel boots on x86: a bzImage, and a vmlinux with a PVH entry.
#pragma once

#include <string>
#include <string_view>

#include "harness/base/result.h"

namespace limitest::guest {

struct BootImage {
  std::string release;        // as `uname -r` will tell; empty where the image does not say
  std::string configuration;  // of CONFIG_IKCONFIG, from a vmlinux; a bzImage keeps it compressed
};

// A bzImage, by its setup header (Documentation/arch/x86/boot.rst).
bool is_bzimage(std::string_view data);
Result<BootImage> read_bzimage(std::string_view data);

// A vmlinux, by its "Linux version" banner. The note that CONFIG_PVH adds must be in it: QEMU starts no
// other.
bool is_kernel_elf(std::string_view data);
Result<BootImage> read_vmlinux(std::string_view data);

}  // namespace limitest::guest
