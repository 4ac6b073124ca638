// SPDX-License-Identifier: Apache-2.0
// What a guest boots into: the two programs, its orders, modules, the kernel's configuration and
// whatever files the programs are to read.
#pragma once

#include <string>
#include <vector>

#include "harness/engine/session.h"
#include "harness/guest/kernel_image.h"
#include "harness/guest/orders.h"

namespace limitest::guest {

inline constexpr unsigned executable = 0755;

struct GuestFile {
  std::string path;  // absolute, in the guest
  std::string content;
  unsigned mode = 0644;
};

// `orders.modules` is filled in from the image. Folders are made as paths need them.
Result<std::string> build_initramfs(const engine::Programs& programs, const KernelImage& image, Orders orders,
                                    const std::vector<GuestFile>& files);

}  // namespace limitest::guest
