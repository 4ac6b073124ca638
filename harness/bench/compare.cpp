// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/compare.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "harness/bench/statistics.h"

namespace limitest::bench {
namespace {

using result::Comparison;
using result::Cost;
using result::CostChange;
using result::Costs;
using result::FunctionChange;
using result::Trend;

// Less than this is layout: branches that fall on other addresses, not work.
constexpr double least_difference = 0.05;

bool of_the_controller(std::string_view function) {
  constexpr std::string_view words[] = {"memcg", "cgroup", "page_counter", "charge", "objcg", "lruvec"};
  return std::ranges::any_of(words,
                             [&](std::string_view word) { return function.find(word) != std::string::npos; });
}

// The memory controller's functions first, and of each kind the largest change.
std::vector<FunctionChange> changed_functions(const Cost& before, const Cost& after) {
  std::map<std::string, FunctionChange> by_name;
  for (const auto& [name, count] : before.all_functions) by_name[name] = {name, count, 0};
  for (const auto& [name, count] : after.all_functions) {
    by_name[name].function = name;
    by_name[name].after = count;
  }
  std::vector<FunctionChange> changed;
  for (auto& [name, change] : by_name)
    if (std::abs(change.difference()) >= least_difference) changed.push_back(std::move(change));
  std::ranges::stable_sort(changed, std::greater{}, [](const auto& one) {
    return std::pair(of_the_controller(one.function), std::abs(one.difference()));
  });
  return changed;
}

double in_the_controller(const Cost& cost) {
  double sum = 0;
  for (const auto& [name, count] : cost.all_functions)
    if (of_the_controller(name)) sum += count;
  return sum;
}

// What a change is judged by: the values of each side, and the one number that stands for them.
struct Side {
  double value = 0;
  std::vector<double> values;
};

Side side_of(const Cost& cost, bool paired) {
  if (!paired) return {cost.value, cost.values};
  return {cost.pair->ratio, cost.pair->ratios.empty() ? std::vector{cost.pair->ratio} : cost.pair->ratios};
}

struct Judging {
  Thresholds thresholds;
  bool one_version = false;  // of the kernel, on both sides
};

Trend judge(const CostChange& change, double threshold) {
  const double percent = (change.ratio - 1) * 100;
  if (std::abs(percent) <= threshold) return Trend::same;
  if (change.low <= 1 && change.high >= 1 && change.low < change.high) return Trend::same;
  return percent > 0 ? Trend::dearer : Trend::cheaper;
}

CostChange one_sided(const Cost& cost, Trend trend) {
  const double value = cost.pair ? cost.pair->ratio : cost.value;
  return {.name = cost.name,
          .unit = cost.instructions ? "instructions" : "ns",
          .paired = cost.pair.has_value(),
          .before = trend == Trend::only_old ? value : 0,
          .after = trend == Trend::only_new ? value : 0,
          .trend = trend};
}

// What is added to a function that the root group's pages go through as well does not show in the
// difference to it. It shows in all that the memory controller's functions do, and, within one version of
// the kernel, in all that is done. Either way it is told as a share of what a charge costs.
void look_at_what_root_pays_too(CostChange& change, const Cost& before, const Cost& after,
                                const Judging& by) {
  constexpr double least_cost = 10;  // less is the root group against itself
  const auto look = [&](double one, double other, std::string_view where) {
    if (change.trend != Trend::same || one <= 0 || other <= 0) return;
    CostChange whole = change;
    const double cost = before.value >= least_cost ? before.value : one;
    whole.ratio = whole.low = whole.high = 1 + (other - one) / cost;
    change.trend = judge(whole, by.thresholds.instructions);
    if (change.trend != Trend::same)
      change.remark = fmt::format("{}: {:.2f} instructions before, {:.2f} now", where, one, other);
  };
  look(in_the_controller(before), in_the_controller(after), "the memory controller's functions");
  if (by.one_version) look(before.total, after.total, "in all");
}

// What the base of a pair takes. Ratios are of one machine as long as that stays about the same: on one that
// has changed its pace, memory and instructions weigh otherwise, and so do the two sides of a pair.
bool at_one_pace(const Cost& before, const Cost& after) {
  constexpr double most = 1.25;
  const double one = before.value / before.pair->ratio;
  const double other = after.value / after.pair->ratio;
  return std::max(one, other) <= most * std::min(one, other);
}

CostChange both_sided(const Cost& before, const Cost& after, const Judging& by) {
  const bool exact = before.instructions && after.instructions;
  const bool paired = before.pair && after.pair && !exact;
  const Side one = side_of(before, paired);
  const Side other = side_of(after, paired);
  CostChange change{.name = before.name,
                    .unit = paired  ? "x"
                            : exact ? "instructions"
                                    : "ns",
                    .paired = paired,
                    .before = one.value,
                    .after = other.value,
                    .ratio = one.value > 0 ? other.value / one.value : 1};
  change.low = change.high = change.ratio;
  if (!exact && one.values.size() > 1 && other.values.size() > 1) {
    const Interval interval = bootstrap_ratio(other.values, one.values);
    change.low = interval.low;
    change.high = interval.high;
    change.p = mann_whitney(one.values, other.values);
  }
  change.trend = judge(change, exact ? by.thresholds.instructions : by.thresholds.times);
  if (paired && change.trend != Trend::same && !at_one_pace(before, after)) {
    change.remark = fmt::format("not judged as {}: the base itself took {:.0f} ns and now takes {:.0f} ns",
                                to_string(change.trend), before.value / before.pair->ratio,
                                after.value / after.pair->ratio);
    change.trend = Trend::same;
  }
  if (exact) look_at_what_root_pays_too(change, before, after, by);
  change.functions = changed_functions(before, after);
  return change;
}

CostChange change_of(const Cost& before, const Cost& after, const Judging& by) {
  if (before.trouble.empty() && after.trouble.empty()) return both_sided(before, after, by);
  CostChange change = before.trouble.empty()  ? one_sided(before, Trend::only_old)
                      : after.trouble.empty() ? one_sided(after, Trend::only_new)
                                              : one_sided(before, Trend::same);
  change.remark = "not measured: " + (after.trouble.empty() ? before.trouble : after.trouble);
  return change;
}

void note(Comparison& comparison, const std::string& which, const Costs& costs) {
  const std::string disturbance = costs.about("disturbance");
  if (!disturbance.empty()) comparison.notes.push_back(fmt::format("{}: {}", which, disturbance));
}

std::string name_of(const Costs& costs) {
  const std::string kernel = costs.about("kernel");
  const std::string hierarchy = costs.about("hierarchy");
  return hierarchy.empty() ? kernel : kernel + " " + hierarchy;
}

// "6.1.192" of "6.1.192-mine", so that a kernel with a patch is that kernel still.
std::string version_of(const Costs& costs) {
  const std::string kernel = costs.about("kernel");
  return kernel.substr(0, kernel.find('-')) + costs.about("hierarchy");
}

}  // namespace

Comparison compare_costs(const Costs& before, const Costs& after, const Thresholds& thresholds) {
  const Judging by{thresholds, version_of(before) == version_of(after)};
  Comparison comparison{.old_name = name_of(before),
                        .new_name = name_of(after),
                        .threshold = thresholds.times,
                        .exact_threshold = thresholds.instructions};
  note(comparison, "old", before);
  note(comparison, "new", after);
  if (const std::string meaning = after.about("meaning"); !meaning.empty())
    comparison.notes.push_back(meaning);
  if (before.about("design") != after.about("design"))
    comparison.notes.push_back(
        fmt::format("measured by different designs ({} and {}): instructions differ by that too",
                    before.about("design"), after.about("design")));
  for (const Cost& one : before.costs) {
    const auto other = std::ranges::find(after.costs, one.name, &Cost::name);
    comparison.costs.push_back(other == after.costs.end() ? one_sided(one, Trend::only_old)
                                                          : change_of(one, *other, by));
  }
  for (const Cost& one : after.costs)
    if (std::ranges::find(before.costs, one.name, &Cost::name) == before.costs.end())
      comparison.costs.push_back(one_sided(one, Trend::only_new));
  return comparison;
}

}  // namespace limitest::bench
