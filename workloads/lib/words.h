// SPDX-License-Identifier: Apache-2.0
// Words against the ones we know: "did you mean", and choices written as "a|b|c".
#pragma once

#include <cstddef>
#include <string_view>

namespace limitest::workload {

// Edits that turn one into the other; a swap of neighbours counts one. Long words are infinitely far.
std::size_t edit_distance(std::string_view a, std::string_view b);

// Keeps the nearest of the words offered to it, if any is near enough to be meant.
class Nearest {
 public:
  explicit Nearest(std::string_view wanted) : wanted_(wanted), least_((wanted.size() + 1) / 3 + 1) {}
  void offer(std::string_view candidate);
  [[nodiscard]] std::string_view word() const { return best_; }  // empty: nothing is near

 private:
  std::string_view wanted_;
  std::string_view best_;
  std::size_t least_;
};

// Calls visit(word) for each of "a|b|c".
template <typename Visit>
void each_choice(std::string_view choices, Visit visit) {
  while (!choices.empty()) {
    const std::size_t end = choices.find('|');
    const std::size_t length = end == std::string_view::npos ? choices.size() : end;
    visit(choices.substr(0, length));
    choices.remove_prefix(end == std::string_view::npos ? length : length + 1);
  }
}

}  // namespace limitest::workload
