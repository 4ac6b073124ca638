// SPDX-License-Identifier: Apache-2.0
// A kernel to boot, and what belongs to it.
#pragma once

#include <string>
#include <vector>

#include "harness/base/result.h"
#include "harness/guest/module_selection.h"

namespace limitest::guest {

struct KernelImage {
  std::string path;             // as given
  std::string release;          // as uname -r will tell; empty where the image does not say
  std::string boot_file;        // what QEMU boots, by its content; empty: the file at `path` itself
  std::vector<Module> modules;  // zram and what it depends on, in load order; none where it has none
  std::string configuration;    // the text of its config-RELEASE; empty where unknown
};

// Opens a bzImage, a vmlinux with a PVH entry, or a distribution's .deb, without root and without dpkg.
// Where a package holds the kernel alone (Debian's linux-binary-*, from 6.19 on), its linux-modules-* and
// linux-base-* of the same version are looked for beside it, and modules are left out where they are not
// there. For a bare image, the configuration is looked for beside it as config-RELEASE or config, and
// modules in /lib/modules/RELEASE if it lies in /boot. The error names the file, what it looks like, and
// what is wanted. What a large package held is kept in the user's cache.
Result<KernelImage> open_kernel_image(const std::string& path);

}  // namespace limitest::guest
