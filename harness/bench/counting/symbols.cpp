// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/counting/symbols.h"

#include <algorithm>
#include <cstdlib>

#include "harness/bench/counting/report_lines.h"

namespace limitest::bench {
namespace {

constexpr std::uint64_t kernel_half = std::uint64_t{1} << 47;
constexpr std::uint64_t furthest_move = 256;
constexpr std::ptrdiff_t witnesses = 2;       // calls in a row that make a move; one alone may go anywhere
constexpr std::ptrdiff_t more_witnesses = 3;  // and so many more where the old stretch may go on

const auto by_address = [](const auto& one) { return one.first; };

}  // namespace

Symbols::Symbols(std::string_view kallsyms) {
  each_line(kallsyms, [&](std::string_view line) {
    const auto words = words_of(line);
    if (words.size() < 3 || std::string_view("tTwW").find(words[1]) == std::string_view::npos) return;
    if (const std::uint64_t address = number(words[0], 16); address != 0)
      all_.emplace_back(address, words[2]);
  });
  std::ranges::stable_sort(all_, {}, by_address);
}

std::string_view Symbols::at(std::uint64_t address) const {
  if (address < kernel_half) return "(user)";
  const auto next = std::ranges::upper_bound(stretches_, address, {}, &Stretch::begin);
  if (next != stretches_.begin()) address -= static_cast<std::uint64_t>(std::prev(next)->moved);
  const auto above = std::ranges::upper_bound(all_, address, {}, by_address);
  return above == all_.begin() ? std::string_view("(unknown)") : std::string_view(std::prev(above)->second);
}

bool Symbols::has(std::uint64_t address) const {
  return std::ranges::binary_search(all_, address, {}, by_address);
}

std::vector<std::int64_t> Symbols::possible_moves(std::uint64_t called) const {
  std::vector<std::int64_t> moves;
  const auto begin = std::ranges::lower_bound(all_, called - furthest_move, {}, by_address);
  for (auto at = begin; at != all_.end() && at->first <= called + furthest_move; ++at)
    moves.push_back(static_cast<std::int64_t>(called - at->first));
  std::ranges::stable_sort(moves, {}, [](std::int64_t move) { return std::abs(move); });
  return moves;
}

void Symbols::correct_by(std::vector<std::uint64_t> called) {
  std::erase_if(called, [](std::uint64_t address) { return address < kernel_half; });
  std::ranges::sort(called);
  called.erase(std::ranges::unique(called).begin(), called.end());
  std::int64_t moved = 0;
  for (std::size_t i = 0; i < called.size(); ++i) {
    const auto agreeing = [&](std::int64_t move) {
      const auto begin = called.begin() + static_cast<std::ptrdiff_t>(i);
      return std::find_if(
                 begin, called.end(),
                 [&](std::uint64_t address) { return !has(address - static_cast<std::uint64_t>(move)); }) -
             begin;
    };
    std::int64_t best = moved;
    const auto as_before = agreeing(moved);
    const auto needed = as_before == 0 ? witnesses : as_before + more_witnesses;
    for (const std::int64_t move : possible_moves(called[i]))
      if (agreeing(move) >= needed && agreeing(move) > agreeing(best)) best = move;
    // What lies before it within the bytes it moved by is the end of a function that has grown.
    if (best != moved)
      stretches_.push_back(
          {called[i] - static_cast<std::uint64_t>(std::max<std::int64_t>(best - moved, 0)), best});
    moved = best;
  }
}

}  // namespace limitest::bench
