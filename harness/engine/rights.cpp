// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/rights.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "harness/cgroup/control_file.h"
#include "harness/engine/mentioned.h"

namespace limitest::engine {
namespace {

using scenario::Scenario;

bool has_parameter(const scenario::Start& start, const std::string& name, const std::string& value) {
  return std::ranges::find(start.parameters, std::pair(name, value)) != start.parameters.end();
}

// Whether it keeps a workload from the OOM killer.
bool spares_tasks(const Scenario& scenario) {
  return starts(scenario, [](const auto& start) { return has_parameter(start, "spared", "yes"); });
}

bool locks_memory(const Scenario& scenario) {
  return starts(scenario, [](const auto& start) { return start.workload == "mlock"; });
}

// Whether a workload asks what only an administrator is told, or makes a namespace for its objects.
bool administrates(const Scenario& scenario) {
  return starts(scenario, [](const auto& start) {
    return start.workload == "page-owner" ||
           (start.workload == "objects" &&
            (has_parameter(start, "kind", "messages") || has_parameter(start, "kind", "semaphores")));
  });
}

bool is_of_another_user(const std::string& cgroup, const Scenario& scenario) {
  return std::ranges::any_of(scenario.cgroups,
                             [&](const auto& group) { return group.name == cgroup && group.owner != 0; });
}

// Whether it writes, as who runs it, where a file's mode or owner alone would refuse others.
bool overrides_modes(const Scenario& scenario) {
  return std::ranges::any_of(scenario.steps, [&](const scenario::Step& step) {
    if (const auto* move = std::get_if<scenario::Move>(&step.action))
      return move->user == 0 && is_of_another_user(move->cgroup, scenario);
    const auto* write = std::get_if<scenario::Write>(&step.action);
    if (write == nullptr || write->user != 0) return false;
    const auto* file = cgroup::find_control_file(write->target.file);
    const bool refused = !write->answer.errnos.empty();
    return is_of_another_user(write->target.cgroup, scenario) ||
           (refused && (write->target.cgroup == "root" || (file != nullptr && !file->writable)));
  });
}

scenario::UserId user_of(const scenario::Step& step) {
  return std::visit(
      []<class Action>(const Action& action) -> scenario::UserId {
        if constexpr (requires { action.user; }) return action.user;
        return 0;
      },
      step.action);
}

// Whether it does something as another user, or for one.
bool has_other_users(const Scenario& scenario) {
  return std::ranges::any_of(scenario.cgroups, [](const auto& group) { return group.owner != 0; }) ||
         std::ranges::any_of(scenario.steps, [](const auto& step) { return user_of(step) != 0; });
}

struct Right {
  bool Machine::*held;
  bool (*wanted)(const Scenario&);
  std::string_view words;
};
constexpr Right rights[] = {
    {&Machine::may_be_others, has_other_users, "to act as another user (CAP_SETUID)"},
    {&Machine::may_spare, spares_tasks, "to keep a task from the OOM killer (CAP_SYS_RESOURCE)"},
    {&Machine::may_override, overrides_modes, "to open files whatever their mode (CAP_DAC_OVERRIDE)"},
    {&Machine::may_lock, locks_memory, "to lock memory (CAP_IPC_LOCK, or ulimit -l unlimited)"},
    {&Machine::may_administrate, administrates,
     "to make namespaces and to see whose a page is (CAP_SYS_ADMIN)"},
};

}  // namespace

std::vector<std::string> rights_missing(const Scenario& scenario, const Machine& machine) {
  std::vector<std::string> reasons;
  for (const Right& right : rights)
    if (!(machine.*right.held) && right.wanted(scenario))
      reasons.push_back(fmt::format(
          "needs the right {}, which a container often takes from root as well; give it, or run it "
          "with --kernel IMAGE",
          right.words));
  return reasons;
}

}  // namespace limitest::engine
