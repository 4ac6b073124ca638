// SPDX-License-Identifier: Apache-2.0
// A file packed by gzip, unpacked: /proc/config.gz.
#pragma once

#include <string>

#include "harness/base/result.h"

namespace limitest {

// An error too where there are more than `most` bytes in it.
Result<std::string> read_gzip_file(const std::string& path, std::size_t most);

}  // namespace limitest
