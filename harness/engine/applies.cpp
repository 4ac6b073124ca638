// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/applies.h"

#include <algorithm>

#include <fmt/ranges.h>

#include "harness/base/kernel_version.h"
#include "harness/scenario/applicability.h"

namespace limitest::engine {
namespace {

using scenario::Known;
using scenario::Swap;

std::optional<std::string> why_not_configured(const scenario::ConfigRule& rule, const Machine& machine) {
  if (const auto at = machine.switches.find(rule.option); at != machine.switches.end()) {
    if (at->second.on == rule.set) return std::nullopt;
    return fmt::format("needs {} switched {}, see {}", rule.option, rule.set ? "on" : "off", at->second.file);
  }
  if (!machine.configuration.readable())
    return fmt::format(
        "it cannot be judged whether kernel {} has CONFIG_{}: its configuration is not readable",
        machine.kernel, rule.option);
  if (machine.configuration.has(rule.option) == rule.set) return std::nullopt;
  return fmt::format("needs a kernel {} CONFIG_{}, see {}", rule.set ? "with" : "without", rule.option,
                     machine.configuration.source);
}

bool is_claim(const scenario::Step& step) {
  if (std::holds_alternative<scenario::Expect>(step.action)) return true;
  return std::visit(
      [](const auto& action) {
        if constexpr (requires { action.answer; }) return !action.answer.errnos.empty();
        return false;
      },
      step.action);
}

bool foretells(const Known& rule, const result::Outcome& outcome) {
  if (rule.step.empty()) return true;
  const auto failed = std::ranges::find(outcome.steps, result::StepOutcome::failed, &result::Step::outcome);
  return failed != outcome.steps.end() && failed->text == rule.step;
}

std::string place_of(const Known& rule) {
  return rule.file.empty() ? fmt::format("line {}", rule.at.line)
                           : fmt::format("{}:{}", rule.file, rule.at.line);
}

}  // namespace

std::optional<std::string> why_no_swapping(const Machine& machine) {
  constexpr Bytes enough{64 << 20};  // for the scenarios that swap side by side
  if (machine.swap_total.count == 0)
    return "needs swap, this machine has none; run it with --kernel IMAGE --swap SIZE, or after swapon";
  if (!machine.slow_swap.empty())
    return fmt::format(
        "needs swap in memory, {} takes pages later than it is asked to; run it with --kernel IMAGE --swap "
        "SIZE",
        machine.slow_swap);
  // A kernel whose swap is half full gives the places of pages back as they return (mem_cgroup_swap_full()).
  const Bytes wanted = std::max(std::min(enough, machine.swap_total), Bytes{machine.swap_total.count / 2});
  if (machine.swap_free < wanted)
    return fmt::format("needs {} of free swap, there is {} of {}; run it with --kernel IMAGE --swap SIZE",
                       to_string(wanted), to_string(machine.swap_free), to_string(machine.swap_total));
  if (machine.swappiness == 0)
    return "needs a kernel that swaps, here vm.swappiness is 0; run it with --kernel IMAGE --swap SIZE";
  return std::nullopt;
}

std::optional<std::string> why_not_here(const scenario::Applicability& applies, const Machine& machine) {
  const auto allows = [&](const std::string& rule) {
    return satisfies(machine.kernel, rule).value_or(false);
  };
  if (!applies.kernels.empty() && std::ranges::none_of(applies.kernels, allows))
    return fmt::format("needs a kernel {}, this is {}", fmt::join(applies.kernels, " or "), machine.kernel);
  if (applies.hierarchy && machine.location && *applies.hierarchy != machine.location->hierarchy)
    return fmt::format("needs hierarchy {}", to_string(*applies.hierarchy));
  if (applies.swap == Swap::none && machine.swap_total.count > 0)
    return fmt::format("needs a machine without swap, this one has {}", to_string(machine.swap_total));
  if (applies.swap == Swap::some)
    if (auto why = why_no_swapping(machine)) return why;
  for (const scenario::ConfigRule& rule : applies.config)
    if (auto why = why_not_configured(rule, machine)) return why;
  return std::nullopt;
}

std::vector<std::string> steps_left_out(const scenario::Scenario& scenario, const Machine& machine) {
  std::vector<std::string> reasons;
  for (const scenario::Step& step : scenario.steps)
    reasons.push_back(why_not_here(step.applies, machine).value_or(""));
  return reasons;
}

bool claims_something(const scenario::Scenario& scenario, const std::vector<std::string>& left_out) {
  bool all_played = true;
  for (std::size_t i = 0; i < scenario.steps.size(); ++i) {
    if (left_out[i].empty() && is_claim(scenario.steps[i])) return true;
    all_played = all_played && left_out[i].empty();
  }
  return all_played;
}

std::vector<Known> known_here(const scenario::Scenario& scenario, const Machine& machine) {
  std::vector<Known> rules;
  for (const Known& rule : scenario.known)
    if (!why_not_here(rule.applies, machine)) rules.push_back(rule);
  return rules;
}

void apply_known(const std::vector<Known>& rules, result::Outcome& outcome) {
  using result::Verdict;
  if (outcome.inexcusable) return;
  if (outcome.verdict == Verdict::fail || outcome.disturbed) {
    const auto rule = std::ranges::find_if(rules, [&](const Known& one) { return foretells(one, outcome); });
    if (rule == rules.end()) return;
    outcome.verdict = Verdict::known;
    outcome.reason = fmt::format("{} ({})", rule->why, rule->reference);
  } else if (outcome.verdict == Verdict::pass) {
    for (const Known& rule : rules) {
      if (rule.for_all) continue;
      outcome.remarks.push_back(
          fmt::format("outdated: {} it is known to fail, as {} ({}), but it passed; "
                      "narrow the rule in {}",
                      describe(rule.applies), rule.why, rule.reference, place_of(rule)));
    }
  }
}

}  // namespace limitest::engine
