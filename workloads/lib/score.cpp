// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/score.h"

#include <array>
#include <cerrno>
#include <charconv>

#include <fcntl.h>
#include <unistd.h>

#include "workloads/lib/writer.h"

namespace limitest::workload {

bool take_score(std::int64_t score) {
  std::array<char, 24> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), score).ptr;
  const auto length = end - text.data();
  const int file = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  const bool written = file >= 0 && ::write(file, text.data(), static_cast<std::size_t>(length)) == length;
  if (!written) complain_errno("set the oom_score_adj", "", errno);
  if (file >= 0) ::close(file);
  return written;
}

}  // namespace limitest::workload
