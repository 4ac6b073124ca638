// SPDX-License-Identifier: Apache-2.0
// Compressed RAM disks: where a guest gets swap and a real file system from, without a disk, a
// driver for one or a program to format it.
#pragma once

#include <string>

#include "harness/base/bytes.h"

namespace limitest::guest {

// A fresh zram disk of that size; returns its path, as in "/dev/zram0". Needs the driver built in or
// loaded.
Result<std::string> make_zram_disk(Bytes size);

// Writes a swap signature (what mkswap does).
Result<> format_swap(const std::string& device, Bytes size);
Result<> swap_on(const std::string& device);
Result<> swap_off(const std::string& device);

}  // namespace limitest::guest
