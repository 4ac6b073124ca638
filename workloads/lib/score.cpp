// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/score.h"

#include <array>
#include <cerrno>
#include <charconv>

#include "workloads/lib/write_text.h"
#include "workloads/lib/writer.h"

namespace limitest::workload {

bool take_score(std::int64_t score) {
  std::array<char, 24> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), score).ptr;
  if (write_text("/proc/self/oom_score_adj", {text.data(), end})) return true;
  complain_errno("set the oom_score_adj", "", errno);
  return false;
}

bool spare_if_asked(const Arguments& arguments) {
  return arguments.word("spared") == "no" || take_score(never_taken);
}

}  // namespace limitest::workload
