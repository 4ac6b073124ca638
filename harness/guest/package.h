// SPDX-License-Identifier: Apache-2.0
// What of a Debian package (deb(5)) matters for booting the kernel in it.
#pragma once

#include <string>
#include <string_view>

#include "harness/base/result.h"
#include "harness/guest/module_selection.h"

namespace limitest::guest {

struct Package {
  std::string image;          // content of boot/vmlinuz-* or usr/lib/modules/*/vmlinuz; empty: has none
  std::string configuration;  // text of boot/config-* or usr/lib/modules/*/config
  ModuleFiles modules;        // those of may_be_needed()
};

// `data` is the whole package. An error where it is damaged, cut short or unreasonably large.
Result<Package> read_package(std::string_view data);

}  // namespace limitest::guest
