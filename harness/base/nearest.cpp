// SPDX-License-Identifier: Apache-2.0
#include "harness/base/nearest.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace limitest {
namespace {

// What it costs to have given only the first of the words that `_` and `-` join.
constexpr std::size_t cut_short = 1;

bool ends_a_part(std::string_view word, std::size_t length) {
  return length > 0 && length < word.size() && (word[length] == '_' || word[length] == '-');
}

// Optimal string alignment distance over three rolling rows, whose last has the distance to each
// beginning of `b`.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  std::size_t least = last[b.size()];
  for (std::size_t j = 0; j < b.size(); ++j)
    if (ends_a_part(b, j)) least = std::min(least, last[j] + cut_short);
  return least;
}

constexpr std::size_t longest_word = 80;  // beyond it nobody mistyped a word; keeps the table small
constexpr std::size_t longest_list = 24;

}  // namespace

std::optional<std::string> nearest_word(std::string_view word, std::span<const std::string> candidates) {
  if (word.empty() || word.size() > longest_word) return std::nullopt;
  const std::string* best = nullptr;
  std::size_t least = std::max<std::size_t>(1, (word.size() + 1) / 3) + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t d = distance(word, candidate);
    if (d < least && d < candidate.size()) {
      least = d;
      best = &candidate;
    }
  }
  return best != nullptr ? std::optional(*best) : std::nullopt;
}

std::string suggestion(std::string_view word, std::span<const std::string> candidates) {
  if (const auto near = nearest_word(word, candidates)) return fmt::format("; did you mean '{}'?", *near);
  if (candidates.empty() || candidates.size() > longest_list) return "";
  return fmt::format("; known: {}", fmt::join(candidates, ", "));
}

}  // namespace limitest
