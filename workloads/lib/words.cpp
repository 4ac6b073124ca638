// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/words.h"

#include <algorithm>
#include <array>
#include <limits>

namespace limitest::workload {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  constexpr std::size_t longest = 32;
  if (a.size() > longest || b.size() > longest) return std::numeric_limits<std::size_t>::max();
  std::array<std::array<std::size_t, longest + 1>, 3> rows{};  // before last, last, this
  for (std::size_t j = 0; j <= b.size(); ++j) rows[1][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    rows[2][0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = rows[1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      rows[2][j] = std::min({rows[1][j] + 1, rows[2][j - 1] + 1, change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        rows[2][j] = std::min(rows[2][j], rows[0][j - 2] + 1);
    }
    rows[0] = rows[1];
    rows[1] = rows[2];
  }
  return rows[1][b.size()];
}

void Nearest::offer(std::string_view candidate) {
  const std::size_t distance = edit_distance(wanted_, candidate);
  if (distance > least_ || distance >= candidate.size()) return;
  if (distance == least_ && !best_.empty()) return;
  least_ = distance;
  best_ = candidate;
}

}  // namespace limitest::workload
