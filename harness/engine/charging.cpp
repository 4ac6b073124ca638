// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/charging.h"

#include <algorithm>
#include <set>

namespace limitest::engine {
namespace {

bool is_within(const std::string& path, const std::string& top) {
  return path == top || path.starts_with(top + "/");
}

// 0 if they may have run anywhere. A group made below charges its parents where the harness runs.
double cpus_of(const Stage& stage, double groups) {
  std::set<int> cpus;
  for (const auto& [name, actor] : stage.actors) {
    if (!actor.cpu() || !actor.alive()) return 0;
    cpus.insert(*actor.cpu());
  }
  return cpus.empty() ? 0 : static_cast<double>(cpus.size()) + groups - 1;
}

// A program may fork as it likes; a workload says itself what its children cost.
double processes_of(const Actor& actor, const cgroup::Group& home) {
  return actor.is_workload() ? 1 : static_cast<double>(std::max(actor.tasks(&home).size(), std::size_t{1}));
}

}  // namespace

Charging charging_of(const Stage& stage, const cgroup::Group& group) {
  Charging by{.groups = 0, .processes = 0};
  for (const auto& [name, one] : stage.groups)
    if (is_within(one.path(), group.path())) ++by.groups;
  by.groups = std::max(by.groups, 1.0);
  for (const auto& [name, actor] : stage.actors) {
    const cgroup::Group* home = stage.group(actor.cgroup());
    if (actor.alive() && home != nullptr && is_within(home->path(), group.path()))
      by.processes += processes_of(actor, *home);
  }
  by.processes = std::max(by.processes, 1.0);
  by.cpus = cpus_of(stage, by.groups);
  return by;
}

Charging charging_of(const Stage& stage, const Actor& actor) {
  const cgroup::Group* top = stage.group(actor.cgroup());
  if (top == nullptr) return {};
  for (const auto& [name, one] : stage.groups)
    if (is_within(top->path(), one.path())) top = &one;
  return charging_of(stage, *top);
}

}  // namespace limitest::engine
