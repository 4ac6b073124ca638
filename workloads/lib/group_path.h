// SPDX-License-Identifier: Apache-2.0
// The group that a control file is in, as a path to open.
#pragma once

namespace limitest::workload {

// Null with errno EINVAL where `file` is no path with a directory. Valid until the next call.
const char* group_path(const char* file);

}  // namespace limitest::workload
