// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/protection.h"

#include <fcntl.h>

#include "harness/base/fd.h"

namespace limitest::engine {

bool protect_from_oom_killer() {
  const auto file = open_at(AT_FDCWD, "/proc/self/oom_score_adj", O_RDWR);
  if (!file) return false;
  (void)write_once(file->number(), "-1000");
  const auto now = read_whole(file->number());
  return now && now->starts_with("-1000");
}

}  // namespace limitest::engine
