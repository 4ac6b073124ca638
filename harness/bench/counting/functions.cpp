// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/counting/functions.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "harness/bench/counting/report_lines.h"

namespace limitest::bench {

Result<ByFunction> functions_in(std::string_view report, Symbols symbols, double units) {
  std::vector<std::uint64_t> called;
  each_line(report, [&](std::string_view line) {
    if (const auto words = words_of(line); words.size() == 2 && words[0] == "call")
      called.push_back(number(words[1], 16));
  });
  symbols.correct_by(std::move(called));
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
