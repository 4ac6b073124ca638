// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/plan.h"

#include <algorithm>
#include <iterator>
#include <type_traits>

#include <fmt/ranges.h>

#include "harness/engine/applies.h"
#include "harness/engine/mentioned.h"
#include "harness/engine/needs.h"
#include "harness/engine/rights.h"

namespace limitest::engine {
namespace {

using scenario::Scenario;

std::vector<std::string> programs_missing(const Scenario& scenario, const std::vector<std::string>& left_out,
                                          const Probes& probes) {
  std::vector<std::string> reasons;
  for (const std::string& program : programs_of(scenario, left_out))
    if (!probes.has_program(program))
      reasons.push_back(
          fmt::format("needs the program {0}; install it, as in: apt-get install {0}", program));
  return reasons;
}

std::vector<std::string> files_missing(const Scenario& scenario, const Machine& machine,
                                       const std::vector<std::string>& left_out, const Probes& probes) {
  const cgroup::Hierarchy here = machine.location->hierarchy;
  const Mentioned mentioned = mentioned_in(scenario, here, left_out);
  std::vector<std::string> reasons;
  if (mentioned.root && !machine.sees_root)
    reasons.emplace_back(
        "is about the root of the hierarchy, which is not to be seen from this container; run it outside, or "
        "with --kernel IMAGE");
  for (const std::string& file : mentioned.files)
    if (!probes.has_control_file(file))
      reasons.push_back(fmt::format("needs the control file {}, which kernel {} does not have on {}", file,
                                    machine.kernel, to_string(here)));
  return reasons;
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

std::optional<std::string> reason_to_skip(const Scenario& scenario, const Machine& machine,
                                          const Probes& probes) {
  if (!machine.location) return machine.no_controller;
  const cgroup::Hierarchy here = machine.location->hierarchy;
  if (scenario.hierarchy && *scenario.hierarchy != here)
    return fmt::format(
        "needs hierarchy {}, the memory controller of this machine is on {}; run it with --kernel IMAGE "
        "--hierarchy {}",
        to_string(*scenario.hierarchy), to_string(here), to_string(*scenario.hierarchy));
  const std::vector<std::string> left_out = steps_left_out(scenario, machine);
  std::vector<std::string> reasons = needs_unmet(scenario, machine);
  std::ranges::move(rights_missing(scenario, machine), std::back_inserter(reasons));
  std::ranges::move(programs_missing(scenario, left_out, probes), std::back_inserter(reasons));
  if (auto why = why_vacuous(scenario, left_out)) reasons.push_back(std::move(*why));
  std::ranges::move(files_missing(scenario, machine, left_out, probes), std::back_inserter(reasons));
  if (reasons.empty()) return std::nullopt;
  return fmt::format("{}", fmt::join(reasons, "; "));
}

}  // namespace limitest::engine
