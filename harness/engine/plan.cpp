// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/plan.h"

#include <algorithm>
#include <functional>
#include <set>
#include <type_traits>

#include <fmt/ranges.h>

#include "harness/base/kernel_version.h"
#include "harness/cgroup/reading.h"
#include "harness/engine/applies.h"

namespace limitest::engine {
namespace {

using scenario::Scenario;

struct Mentioned {
  std::set<std::string> files;
  bool root = false;  // of the hierarchy
};

// Collects every control file that is read, written or listened to. Files that a condition asks
// about with `exists` or `missing` are no needs.
struct Collector {
  cgroup::Hierarchy hierarchy;
  Mentioned& found;

  void add(const scenario::ControlRef& ref) const {
    found.root = found.root || ref.cgroup == "root";
    if (const auto which = cgroup::resolve(ref.file, ref.field, hierarchy))
      found.files.insert(std::string(which->file->name));
    else if (!ref.file.empty())
      found.files.insert(ref.file);
  }
  void formula(const scenario::Formula& formula) const {
    if (const auto* ref = std::get_if<scenario::ControlRef>(&formula.node)) add(*ref);
    if (const auto* sum = std::get_if<scenario::Arithmetic>(&formula.node)) {
      this->formula(*sum->left);
      this->formula(*sum->right);
    }
  }
  void condition(const scenario::Condition& condition) const {
    if (const auto* comparison = std::get_if<scenario::Comparison>(&condition.node)) {
      formula(comparison->left);
      formula(comparison->right);
    } else if (const auto* negation = std::get_if<scenario::Not>(&condition.node)) {
      this->condition(*negation->inner);
    } else if (const auto* both = std::get_if<scenario::Both>(&condition.node)) {
      this->condition(*both->left);
      this->condition(*both->right);
    } else if (const auto* either = std::get_if<scenario::Either>(&condition.node)) {
      this->condition(*either->left);
      this->condition(*either->right);
    }
  }
  void operator()(const scenario::Expect& expect) const { condition(expect.condition); }
  void operator()(const scenario::Write& write) const { add(write.target); }
  void operator()(const scenario::Start& start) const {
    for (const auto& [parameter, file] : start.files) add(file);
  }
  void operator()(const scenario::Listen& listen) const {
    add(listen.target);
    if (hierarchy == cgroup::Hierarchy::v1) found.files.insert("cgroup.event_control");
  }
  void operator()(const scenario::Open& open) const { add(open.target); }
  void operator()(const scenario::Save& save) const { formula(save.formula); }
  void operator()(const auto&) const {}
};

bool is_played(const std::vector<std::string>& left_out, std::size_t step) {
  return left_out.empty() || left_out[step].empty();
}

Mentioned mentioned_in(const Scenario& scenario, cgroup::Hierarchy hierarchy,
                       const std::vector<std::string>& left_out) {
  Mentioned found;
  found.files.insert(scenario.needs.files.begin(), scenario.needs.files.end());
  const Collector collect{hierarchy, found};
  for (const scenario::Cgroup& group : scenario.cgroups)
    for (const scenario::Write& setting : group.settings) collect.add(setting.target);
  for (std::size_t i = 0; i < scenario.steps.size(); ++i)
    if (is_played(left_out, i)) std::visit(collect, scenario.steps[i].action);
  return found;
}

void check_programs(const Scenario& scenario, const std::vector<std::string>& left_out, const Probes& probes,
                    std::vector<std::string>& reasons) {
  for (const std::string& program : programs_of(scenario, left_out))
    if (!probes.has_program(program))
      reasons.push_back(
          fmt::format("needs the program {0}; install it, as in: apt-get install {0}", program));
}

bool has_controller(const Machine& machine, std::string_view name) {
  const cgroup::ControlFile& list = *cgroup::find_control_file("cgroup.controllers");
  return cgroup::number_in(list, name, machine.controllers).value_or(0) > 0;
}

bool starts(const Scenario& scenario, const std::function<bool(const scenario::Start&)>& such) {
  return std::ranges::any_of(scenario.steps, [&](const scenario::Step& step) {
    const auto* start = std::get_if<scenario::Start>(&step.action);
    return start != nullptr && such(*start);
  });
}

bool has_parameter(const scenario::Start& start, const std::string& name, const std::string& value) {
  return std::ranges::find(start.parameters, std::pair(name, value)) != start.parameters.end();
}

// Whether it needs page cache that can be dropped, because the file is on a disk.
bool reads_files(const Scenario& scenario) {
  return starts(scenario, [](const auto& start) {
    return start.workload == "page-cache" && std::ranges::find(start.parameters, "path", [](const auto& one) {
                                               return one.first;
                                             }) == start.parameters.end();
  });
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

void check_rights(const Scenario& scenario, const Machine& machine, std::vector<std::string>& reasons) {
  for (const Right& right : rights)
    if (!(machine.*right.held) && right.wanted(scenario))
      reasons.push_back(
          fmt::format("needs the right {}; run it as root, or with --kernel IMAGE", right.words));
}

void check_machine(const Scenario& scenario, const Machine& machine, std::vector<std::string>& reasons) {
  using Swap = scenario::Needs::Swap;
  if (scenario.needs.swap == Swap::none && machine.swap_total.count > 0)
    reasons.push_back(fmt::format(
        "needs a machine without swap, this one has {}; run it with --kernel IMAGE, or after swapoff -a",
        to_string(machine.swap_total)));
  if (scenario.needs.swap == Swap::some)
    if (auto why = why_no_swapping(machine)) reasons.push_back(std::move(*why));
  if (scenario.needs.free_memory && machine.memory_available < *scenario.needs.free_memory)
    reasons.push_back(fmt::format("needs {} of free memory, there is {}",
                                  to_string(*scenario.needs.free_memory),
                                  to_string(machine.memory_available)));
  if (scenario.needs.whole_memory && *scenario.needs.whole_memory < machine.memory_total)
    reasons.push_back(fmt::format(
        "concerns all memory of a machine, so it needs one of at most {}, this one has {}; run it "
        "with --kernel IMAGE",
        to_string(*scenario.needs.whole_memory), to_string(machine.memory_total)));
  if (scenario.needs.whole_swap && *scenario.needs.whole_swap < machine.swap_total)
    reasons.push_back(fmt::format(
        "concerns all swap of a machine, so it needs at most {}, this one has {}; run it with --kernel IMAGE "
        "--swap SIZE",
        to_string(*scenario.needs.whole_swap), to_string(machine.swap_total)));
  if (scenario.needs.zswap && !machine.zswap)
    reasons.emplace_back(
        "needs zswap, which is off or not there; run it with --kernel IMAGE --append zswap.enabled=1");
  if (scenario.needs.writeback && !(machine.writeback && has_controller(machine, "io")))
    reasons.emplace_back(
        "needs writeback by cgroup: the controller io on v2, files on ext4 and vm.dirty_ratio at 20; run it "
        "with --kernel IMAGE --hierarchy v2");
  if (scenario.needs.huge_pages && machine.huge_pages < *scenario.needs.huge_pages)
    reasons.push_back(fmt::format(
        "needs {} free in huge pages, there is {}; run it with --kernel IMAGE --append hugepages=8",
        to_string(*scenario.needs.huge_pages), to_string(machine.huge_pages)));
  if (scenario.needs.mount && !mounted_with(*machine.location, *scenario.needs.mount))
    reasons.push_back(
        fmt::format("needs cgroup2 mounted with {}, it is mounted with {}; run it with --kernel IMAGE",
                    *scenario.needs.mount, machine.location->options));
  if (scenario.needs.controller && !has_controller(machine, *scenario.needs.controller))
    reasons.push_back(
        fmt::format("needs the controller {} on v2, which has {}; run it with --kernel IMAGE --hierarchy v2",
                    *scenario.needs.controller, machine.controllers.empty() ? "none" : machine.controllers));
  if (!machine.disk && reads_files(scenario))
    reasons.push_back(
        "needs a directory on a disk for its files, here they would be in memory; start it in one, or name "
        "one in TMPDIR");
  if (scenario.needs.kernel && !satisfies(machine.kernel, *scenario.needs.kernel).value_or(false))
    reasons.push_back(fmt::format("needs a kernel {}, this is {}", *scenario.needs.kernel, machine.kernel));
  if (auto why = why_not_here({.config = scenario.needs.config}, machine)) reasons.push_back(std::move(*why));
  if (auto why = why_not_here(scenario.applies, machine)) reasons.push_back("this case " + std::move(*why));
}

// Whether the kernel can fail it: what is expected, and what it must accept or refuse.
bool may_fail(const scenario::Step& step) {
  return std::visit(
      []<class Action>(const Action&) {
        return std::is_same_v<Action, scenario::Expect> || std::is_same_v<Action, scenario::Open> ||
               requires(Action action) {
          action.answer;
        };
      },
      step.action);
}

// Why a scenario that can be played would claim nothing.
std::optional<std::string> why_vacuous(const Scenario& scenario, const std::vector<std::string>& left_out) {
  if (!scenario.steps.empty() && std::ranges::none_of(scenario.steps, may_fail))
    return "none of its steps claims anything; say with 'expect:' what must become true";
  if (claims_something(scenario, left_out)) return std::nullopt;
  const auto why = std::ranges::find_if(left_out, [](const std::string& one) { return !one.empty(); });
  return fmt::format("none of its claims is for this machine: {}", *why);
}

}  // namespace

std::vector<std::string> programs_of(const Scenario& scenario, const std::vector<std::string>& left_out) {
  std::set<std::string> wanted(scenario.needs.programs.begin(), scenario.needs.programs.end());
  for (std::size_t i = 0; i < scenario.steps.size(); ++i)
    if (const auto* run = std::get_if<scenario::RunProgram>(&scenario.steps[i].action);
        run != nullptr && is_played(left_out, i))
      wanted.insert(run->argv.front());
  return {wanted.begin(), wanted.end()};
}

std::vector<std::string> control_files_of(const Scenario& scenario, cgroup::Hierarchy hierarchy,
                                          const std::vector<std::string>& left_out) {
  const Mentioned found = mentioned_in(scenario, hierarchy, left_out);
  return {found.files.begin(), found.files.end()};
}

std::optional<std::string> reason_to_skip(const Scenario& scenario, const Machine& machine,
                                          const Probes& probes) {
  if (!machine.location) return machine.no_controller;
  const cgroup::Hierarchy here = machine.location->hierarchy;
  if (scenario.hierarchy && *scenario.hierarchy != here)
    return fmt::format(
        "needs hierarchy {}, the memory controller of this machine is on {}; run it with --kernel IMAGE "
        "--hierarchy {}",
        to_string(*scenario.hierarchy), to_string(here), to_string(*scenario.hierarchy));
  std::vector<std::string> reasons;
  const std::vector<std::string> left_out = steps_left_out(scenario, machine);
  check_machine(scenario, machine, reasons);
  check_rights(scenario, machine, reasons);
  check_programs(scenario, left_out, probes, reasons);
  if (auto why = why_vacuous(scenario, left_out)) reasons.push_back(std::move(*why));
  const Mentioned mentioned = mentioned_in(scenario, here, left_out);
  if (mentioned.root && !machine.sees_root)
    reasons.emplace_back(
        "is about the root of the hierarchy, which is not to be seen from this container; run it outside, or "
        "with --kernel IMAGE");
  for (const std::string& file : mentioned.files)
    if (!probes.has_control_file(file))
      reasons.push_back(fmt::format("needs the control file {}, which kernel {} does not have on {}", file,
                                    machine.kernel, to_string(here)));
  if (reasons.empty()) return std::nullopt;
  return fmt::format("{}", fmt::join(reasons, "; "));
}

}  // namespace limitest::engine
