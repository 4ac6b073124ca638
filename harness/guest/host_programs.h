// SPDX-License-Identifier: Apache-2.0
// The host's own programs that scenarios run, for guests: a guest has no others.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/guest/initramfs.h"

namespace limitest::guest {

// Each program, in the guest's /bin or, named by an absolute path, at that path; and the shared libraries it
// is linked with, where the host has them. What is not found, named by a relative path, or no ELF file is
// left out: its scenarios are skipped then.
std::vector<GuestFile> host_programs(const std::set<std::string>& names);

// The absolute paths in what ldd(1) prints.
std::vector<std::string> libraries_in(std::string_view text);

}  // namespace limitest::guest
