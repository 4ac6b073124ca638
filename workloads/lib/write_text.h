// SPDX-License-Identifier: Apache-2.0
// One write(2) of a text to a file that is there, such as a control file or one of /proc.
#pragma once

#include <string_view>

namespace limitest::workload {

// False with errno set, from the opening or the writing. `flags` beside O_WRONLY.
bool write_text(const char* file, std::string_view text, int flags = 0);

}  // namespace limitest::workload
