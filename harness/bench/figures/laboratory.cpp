// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/figures/laboratory.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include <unistd.h>

#include "harness/bench/figures/markers.h"
#include "harness/bench/figures/priority.h"
#include "harness/cgroup/run_tree.h"
#include "harness/engine/session.h"
#include "harness/process/ending.h"
#include "harness/process/output_page.h"
#include "harness/process/spawn.h"

namespace limitest::bench {
namespace {

constexpr Nanoseconds removal_budget = std::chrono::seconds(60);
constexpr std::size_t room_for_samples = std::size_t{4} << 20;

// The run's tree while a figure is measured in it.
class Tree {
 public:
  explicit Tree(cgroup::Group group) : group_(std::move(group)) {}
  ~Tree() { (void)empty_and_remove(group_, removal_budget); }
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;
  [[nodiscard]] const std::string& path() const { return group_.path(); }

 private:
  cgroup::Group group_;
};

}  // namespace

Result<Laboratory> Laboratory::open() {
  auto location = LIMITEST_TRY(cgroup::find_memory_controller());
  const engine::Programs programs = LIMITEST_TRY(engine::find_programs());
  (void)remove_stale_trees(location);
  const std::string name = cgroup::tree_name(utc_now_compact(), cgroup::this_process());
  const Tree first(LIMITEST_TRY(make_run_tree(location, name)));
  const auto tree = cgroup::Group::open(first.path(), location.hierarchy);
  if (!tree) return failure("cannot open {}: {}", first.path(), tree.error().described());
  auto guardian = LIMITEST_TRY(engine::Guardian::start(programs.limitest, *tree));
  std::error_code problem;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", problem);
  return Laboratory(std::move(location), self, name, std::move(guardian));
}

Result<std::vector<Sample>> Laboratory::measure_once(const Figure& figure, Nanoseconds budget) const {
  const Tree tree(LIMITEST_TRY(make_run_tree(location_, tree_)));
  const auto output = LIMITEST_TRY(process::OutputPage::create(room_for_samples));
  const auto child = process::spawn(
      {.path = program_,
       .argv = {program_, "measure", figure.name, tree.path(), fmt::to_string(budget.count() / 1000)},
       .output = output.descriptor()});
  if (!child) return failure("cannot start a measuring process: {}", to_string(child.error()));
  constexpr Nanoseconds patience = std::chrono::minutes(3);
  const auto status = process::wait_for(*child, patience);
  if (!status) {
    (void)process::end(*child, removal_budget);
    return failure("the measuring process does not end: it was killed after {}", to_string(patience));
  }
  if (!status->by_signal && status->value == 0) return parse_samples(output.text());
  std::string reason = output.text();
  while (reason.ends_with('\n')) reason.pop_back();
  if (reason.empty()) return failure("the measuring process {}", status->to_string());
  return failure("{}", reason);
}

Result<Summary> Laboratory::measure(const Figure& figure, int processes, Nanoseconds budget) const {
  std::vector<std::vector<Sample>> all;
  for (int i = 0; i < processes; ++i) all.push_back(LIMITEST_TRY(measure_once(figure, budget)));
  return summarise(all);
}

result::Cost cost_of(const Figure& figure, const Result<Summary>& summary) {
  result::Cost cost{.name = figure.name, .unit = figure.unit};
  if (!summary) {
    cost.trouble = summary.error().message;
    return cost;
  }
  cost.units = summary->units;
  cost.value = summary->time;
  cost.values = summary->times;
  if (summary->paired)
    cost.pair = result::Pair{.ratio = summary->ratio,
                             .low = summary->of_ratio.low,
                             .high = summary->of_ratio.high,
                             .control = summary->aa_ratio,
                             .ratios = summary->ratios};
  return cost;
}

int measure_here(const std::string& name, const std::string& tree, const std::string& microseconds) {
  const Figure* figure = find_figure(name);
  const auto location = cgroup::find_memory_controller();
  if (figure == nullptr || !location) {
    fmt::print("no figure {} here\n", name);
    return 1;
  }
  auto top = cgroup::Group::open(tree, location->hierarchy);
  if (!top) {
    fmt::print("cannot open {}: {}\n", tree, top.error().described());
    return 1;
  }
  stay_on_cpu(0);
  (void)take_priority();
  const auto samples =
      figure->measure({.top = std::move(*top),
                       .root = location->mount,
                       .budget = std::chrono::microseconds(std::atol(microseconds.c_str()))});
  if (!samples) {
    fmt::print("{}\n", samples.error().message);
    return 1;
  }
  if (!samples->empty() && samples->front().base > 0) limitest_mark_report();
  const std::string text = print_samples(*samples);
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
}

}  // namespace limitest::bench
