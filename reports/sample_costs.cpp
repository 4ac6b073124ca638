// SPDX-License-Identifier: Apache-2.0
#include "reports/sample_costs.h"

#include <fmt/format.h>

namespace limitest::reports {
namespace {

using result::Cost;
using result::Costs;

Cost paired(std::string name, double time, double ratio) {
  constexpr double half = 0.004;
  return {.name = std::move(name),
          .unit = "page",
          .value = time,
          .values = {time},
          .units = 64,
          .pair = result::Pair{.ratio = ratio, .low = ratio - half, .high = ratio + half, .control = 1.0004}};
}

Costs costs_of(const std::string& kernel, double dearer) {
  Costs costs{.context = {{"kernel", kernel},
                          {"hierarchy", "v1"},
                          {"disturbance", "load 2.10 -> 2.40, others used 12 % of the CPUs"}}};
  costs.costs.push_back(paired("charge/anon/root", 310, 1));
  costs.costs.push_back(paired("charge/anon/child", 325, 1.045 * dearer));
  for (const int depth : {2, 4, 16, 64})
    costs.costs.push_back(
        paired(fmt::format("charge/anon/depth:{}", depth), 325 + depth, (1.045 + depth / 640.0) * dearer));
  costs.costs.push_back(paired("charge/shmem/child", 340, 1.05 * dearer));
  costs.costs.push_back({.name = "charge/thp/child", .trouble = "transparent huge pages are off <here>"});
  costs.costs.push_back({.name = "limit/set", .unit = "write", .value = 1583, .values = {1583}});
  for (const int groups : {100, 1000, 10'000})
    costs.costs.push_back(paired(fmt::format("growth/create/groups:{}", groups), 23'500, 1 + groups / 1e6));
  return costs;
}

}  // namespace

std::vector<Costs> sample_costs() {
  return {costs_of("6.1.192", 1), costs_of("6.12.9", 1.02)};
}

Costs sample_counts() {
  return {.context = {{"kernel", "6.1.192"},
                      {"hierarchy", "v1"},
                      {"design", "2"},
                      {"meaning", "instructions executed, more than in the root group"}},
          .costs = {{.name = "charge/anon/child",
                     .unit = "page",
                     .instructions = true,
                     .value = 128.62,
                     .total = 2829.25,
                     .values = {128.62},
                     .functions = {{"try_charge_memcg", 63.8}, {"__rcu_read_unlock", 20.88}},
                     .all_functions = {{"clear_page_rep", 516}, {"try_charge_memcg", 63.8}}},
                    {.name = "move/anon/process",
                     .unit = "MB",
                     .instructions = true,
                     .value = 1589101.59,
                     .values = {1589101.59}}}};
}

result::Comparison sample_cost_comparison() {
  using result::Trend;
  return {.old_name = "6.1.192 v1 (before.json)",
          .new_name = "6.1.192 v1 (after.json)",
          .threshold = 5,
          .exact_threshold = 2,
          .costs = {{.name = "charge/anon/child",
                     .unit = "x",
                     .paired = true,
                     .before = 1.0449,
                     .after = 1.1302,
                     .ratio = 1.0816,
                     .low = 1.0781,
                     .high = 1.0844,
                     .p = 0.008,
                     .trend = Trend::dearer},
                    {.name = "control/mkdir",
                     .unit = "ns",
                     .before = 37020,
                     .after = 33318,
                     .ratio = 0.9,
                     .low = 0.88,
                     .high = 0.93,
                     .p = 0.016,
                     .trend = Trend::cheaper},
                    {.name = "limit/set",
                     .unit = "ns",
                     .before = 1583,
                     .after = 1590,
                     .ratio = 1.0044,
                     .low = 0.99,
                     .high = 1.02,
                     .p = 0.42},
                    {.name = "limit/swap_in",
                     .unit = "ns",
                     .after = 4200,
                     .trend = Trend::only_new,
                     .remark = "not measured: this machine has no swap"}},
          .notes = {"old: load 2.10 -> 2.40", "new: load 9.10 -> 8.40"}};
}

result::Comparison sample_count_comparison() {
  return {.old_name = "6.1.192 v1 (before.json)",
          .new_name = "6.1.192 v1 (after.json)",
          .threshold = 5,
          .exact_threshold = 2,
          .costs = {{.name = "charge/anon/child",
                     .unit = "instructions",
                     .before = 72.76,
                     .after = 72.76,
                     .trend = result::Trend::dearer,
                     .functions = {{.function = "charge_memcg", .before = 52, .after = 57}},
                     .remark = "the memory controller's functions: 492.34 instructions before, 497.34 now"},
                    {.name = "charge/anon/root", .unit = "instructions"}}};
}

result::Comparison sample_run_comparison() {
  return {.old_name = "6.1.192 v1 (old.jsonl)",
          .new_name = "6.12.9 v1 (new.jsonl)",
          .verdicts = {{.scenario = "oom/pause <1>",
                        .where = "v1",
                        .before = "pass",
                        .after = "fail",
                        .reason = "hog did not pause",
                        .worse = true},
                       {.scenario = "limits/shrink", .where = "v1", .before = "fail", .after = "pass"}},
          .same_verdicts = 40,
          .one_sided = {{.where = "v2", .only_old = true, .judged = 330}},
          .judged_in_both = 42};
}

}  // namespace limitest::reports
