// SPDX-License-Identifier: Apache-2.0
// QEMU as this machine has it.
#pragma once

#include <string>
#include <vector>

#include "harness/guest/guest.h"

namespace limitest::guest {

// Descriptors of ours, by the paths under which a QEMU that inherited them opens them.
struct QemuFiles {
  std::string kernel;
  std::string initramfs;
  std::string shared;  // for ivshmem; empty: this QEMU has no such device
  std::size_t shared_size = 0;
  std::string console;
  std::string serial;  // what the guest writes to its second port
};

// qemu-system-x86_64 in PATH. The error says what to install.
Result<std::string> find_qemu();

// "7.2.22", asked of the program; empty if it does not tell.
std::string qemu_version(const std::string& qemu);

std::vector<std::string> qemu_arguments(const BootRequest& request, const QemuFiles& files);

}  // namespace limitest::guest
