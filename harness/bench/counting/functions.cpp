// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/counting/functions.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace limitest::bench {
namespace {

// Calls `take` with each line.
template <class Take>
void each_line(std::string_view text, Take take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    take(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t begin = line.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return words;
    line.remove_prefix(begin);
    const std::size_t end = std::min(line.find_first_of(" \t"), line.size());
    words.push_back(line.substr(0, end));
    line.remove_prefix(end);
  }
}

std::uint64_t number(std::string_view digits, int radix) {
  std::uint64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, radix);
  return value;
}

constexpr std::uint64_t kernel_half = std::uint64_t{1} << 47;

}  // namespace

Symbols::Symbols(std::string_view kallsyms) {
  each_line(kallsyms, [&](std::string_view line) {
    const auto words = words_of(line);
    if (words.size() < 3 || std::string_view("tTwW").find(words[1]) == std::string_view::npos) return;
    if (const std::uint64_t address = number(words[0], 16); address != 0)
      all_.emplace_back(address, words[2]);
  });
  std::ranges::stable_sort(all_, {}, [](const auto& one) { return one.first; });
}

std::string_view Symbols::at(std::uint64_t address) const {
  if (address < kernel_half) return "(user)";
  const auto above = std::ranges::upper_bound(all_, address, {}, [](const auto& one) { return one.first; });
  return above == all_.begin() ? std::string_view("(unknown)") : std::string_view(std::prev(above)->second);
}

Result<ByFunction> functions_in(std::string_view report, const Symbols& symbols, double units) {
  double base_windows = 0;
  double subject_windows = 0;
  struct Count {
    double base = 0;
    double subject = 0;
  };
  std::map<std::string, Count> by_function;
  each_line(report, [&](std::string_view line) {
    const auto words = words_of(line);
    if (words.size() != 3) return;
    const auto base = static_cast<double>(number(words[1], 10));
    const auto subject = static_cast<double>(number(words[2], 10));
    if (words[0] == "windows") {
      base_windows = base * units;
      subject_windows = subject * units;
    } else if (base_windows > 0 && subject_windows > 0) {
      Count& count = by_function[std::string(symbols.at(number(words[0], 16)))];
      count.base += base / base_windows;
      count.subject += subject / subject_windows;
    }
  });
  if (base_windows == 0 || subject_windows == 0) return failure("nothing was counted between the markers");
  constexpr double least = 0.01;
  ByFunction functions;
  for (const auto& [name, count] : by_function) {
    if (std::abs(count.subject - count.base) >= least)
      functions.more.emplace_back(name, count.subject - count.base);
    if (count.subject >= least) functions.all.emplace_back(name, count.subject);
  }
  for (auto* counts : {&functions.more, &functions.all})
    std::ranges::stable_sort(*counts, std::greater{}, [](const auto& one) { return std::abs(one.second); });
  return functions;
}

}  // namespace limitest::bench
