// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/samples.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>

namespace limitest::bench {
namespace {

template <class Pick>
std::vector<std::vector<double>> each(const std::vector<std::vector<Sample>>& processes, Pick pick) {
  std::vector<std::vector<double>> picked;
  for (const auto& samples : processes) {
    if (samples.empty()) continue;
    auto& values = picked.emplace_back();
    std::ranges::transform(samples, std::back_inserter(values), pick);
  }
  return picked;
}

std::vector<double> medians(const std::vector<std::vector<double>>& groups) {
  std::vector<double> all;
  for (const auto& values : groups) all.push_back(median(values));
  return all;
}

std::vector<double> together(const std::vector<std::vector<double>>& groups) {
  std::vector<double> all;
  for (const auto& values : groups) all.insert(all.end(), values.begin(), values.end());
  return all;
}

// The differences of whole rounds, early and late half together: which of two free pages is taken first
// goes to and fro from sample to sample, so that halves alone fall into two heaps, and a median into one
// of them.
std::vector<std::vector<double>> differences(const std::vector<std::vector<Sample>>& processes) {
  std::vector<std::vector<double>> all;
  const auto difference = [](const Sample& one) { return one.subject - one.base; };
  for (const auto& samples : processes) {
    if (samples.empty()) continue;
    auto& values = all.emplace_back();
    for (std::size_t i = 0; i + 1 < samples.size(); i += 2)
      values.push_back((difference(samples[i]) + difference(samples[i + 1])) / 2);
    if (values.empty()) values.push_back(difference(samples.front()));
  }
  return all;
}

}  // namespace

std::string print_samples(const std::vector<Sample>& samples) {
  std::string text;
  for (const Sample& one : samples)
    fmt::format_to(std::back_inserter(text), "{:.2f} {:.2f} {:.2f} {}\n", one.subject, one.base, one.control,
                   one.units);
  return text;
}

Result<std::vector<Sample>> parse_samples(std::string_view text) {
  std::vector<Sample> samples;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line(text.substr(begin, end - begin));
    begin = end + 1;
    Sample one;
    const char* at = line.c_str();
    for (double* number : {&one.subject, &one.base, &one.control, &one.units}) {
      char* after = nullptr;
      *number = std::strtod(at, &after);
      if (after == at) return failure("line {} is no sample: {}", samples.size() + 1, line);
      at = after;
    }
    samples.push_back(one);
  }
  return samples;
}

Summary summarise(const std::vector<std::vector<Sample>>& processes) {
  Summary summary;
  const auto times = each(processes, [](const Sample& one) { return one.subject; });
  if (times.empty()) return summary;
  for (const auto& values : times) summary.samples += values.size();
  for (const auto& samples : processes)
    if (!samples.empty()) summary.units = samples.front().units;
  summary.times = medians(times);
  summary.time = median(summary.times);
  summary.of_time = bootstrap_median(times);
  constexpr double nine_of_ten = 0.9;
  summary.p90 = quantile(together(times), nine_of_ten);
  summary.paired = std::ranges::any_of(
      processes, [](const auto& samples) { return !samples.empty() && samples.front().base > 0; });
  if (!summary.paired) return summary;
  const auto ratios = each(processes, [](const Sample& one) { return one.subject / one.base; });
  summary.ratios = medians(ratios);
  summary.ratio = median(summary.ratios);
  summary.of_ratio = bootstrap_median(ratios);
  summary.difference = median(medians(differences(processes)));
  summary.base = median(medians(each(processes, [](const Sample& one) { return one.base; })));
  summary.aa_ratio =
      median(medians(each(processes, [](const Sample& one) { return one.control / one.base; })));
  return summary;
}

}  // namespace limitest::bench
