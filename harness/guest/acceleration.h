// SPDX-License-Identifier: Apache-2.0
// Whether guests may run on the CPU itself.
#pragma once

#include <string>

#include "harness/guest/guest.h"
#include "harness/guest/kernel_image.h"

namespace limitest::guest {

// KVM where it has been proved: a trial guest booted this kernel with it and spoke within seconds. A
// /dev/kvm that can be opened proves nothing; on some virtual machines guests hang. The answer is
// remembered in the cache folder for this host kernel and this QEMU, unless the trial gave none: the kernel
// died by itself, or no guest could be made.
Accelerator choose_accelerator(const std::string& qemu, const KernelImage& image);

// What is known of it without a trial, in words.
std::string accelerator_so_far(const std::string& qemu);

}  // namespace limitest::guest
