// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/calibrate.h"

#include <algorithm>

#include <fcntl.h>

#include "harness/engine/launch.h"

namespace limitest::engine {
namespace {

constexpr Nanoseconds budget = std::chrono::seconds(20);

}  // namespace

Result<double> measure_empty_workload(const cgroup::Group& tree, const std::string& workload_program,
                                      const SlackModel& model) {
  auto top = make_group(tree, "calibration");
  if (!top) return failure("cannot make a cgroup in {}: {}", tree.path(), top.error().described());
  auto group = make_group(*top, "empty");
  if (!group) return failure("cannot make a cgroup in {}: {}", top->path(), group.error().described());
  double highest = 0;
  Result<> outcome;
  {
    Stage stage(std::move(*top), model);
    stage.groups.emplace("empty", std::move(*group));
    const auto started =
        start_workload({.process = "idle", .workload = "idle", .cgroup = "empty"}, stage, workload_program);
    if (!started) return std::unexpected(started.error());
    if (*started) return failure("the idle workload does not start: {}", to_string(**started));
    const auto usage = stage.groups.at("empty").open_file(
        std::string(cgroup::resolve("usage", "", tree.hierarchy())->file->name), O_RDONLY);
    const bool up = stage.eventually(stage.now() + budget, [&] {
      highest = std::max(highest, static_cast<double>(usage ? read_number(usage->number()).value_or(0) : 0));
      return stage.actors.at("idle").report().phase != workload::Phase::starting ||
             !stage.actors.at("idle").alive();
    });
    if (!up || !stage.actors.at("idle").alive())
      outcome = failure("the idle workload of {} does not work: {}", workload_program,
                        stage.actors.at("idle").output());
    highest = std::max(highest, static_cast<double>(usage ? read_number(usage->number()).value_or(0) : 0));
    LIMITEST_TRY_VOID(empty_and_remove(stage.top, budget));
  }
  if (!outcome) return std::unexpected(outcome.error());
  return highest;
}

}  // namespace limitest::engine
