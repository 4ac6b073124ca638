// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/describe.h"

#include <cmath>

#include <fmt/ranges.h>

#include "harness/scenario/applicability.h"
#include "harness/scenario/kernel_rule.h"
#include "harness/scenario/steps/step_kind.h"

namespace limitest::scenario {
namespace {

std::string needs_sentence(const Needs& needs) {
  std::vector<std::string> parts;
  if (needs.swap == Needs::Swap::none) parts.emplace_back("no swap");
  if (needs.swap == Needs::Swap::some) parts.emplace_back("swap");
  if (needs.free_memory) parts.push_back(to_string(*needs.free_memory) + " of free memory");
  if (needs.whole_memory)
    parts.push_back("a machine of no more than " + to_string(*needs.whole_memory) +
                    ", all of whose memory it concerns");
  if (needs.whole_swap)
    parts.push_back("no more than " + to_string(*needs.whole_swap) + " of swap, all of which it concerns");
  if (needs.zswap) parts.emplace_back("zswap");
  if (needs.writeback) parts.emplace_back("writeback by cgroup");
  if (needs.huge_pages) parts.push_back(to_string(*needs.huge_pages) + " of huge pages");
  for (const std::string& program : needs.programs) parts.push_back("the program " + program);
  if (needs.kernel) parts.push_back("a kernel " + *needs.kernel);
  for (const ConfigRule& rule : needs.config) parts.push_back("a kernel " + describe(rule));
  if (needs.controller) parts.push_back("the controller " + *needs.controller);
  for (const std::string& file : needs.files) parts.push_back("the control file " + file);
  return parts.empty() ? "" : fmt::format("Needs {}.\n", fmt::join(parts, ", "));
}

std::string cgroup_line(const Cgroup& group) {
  std::vector<std::string> settings;
  for (const Write& setting : group.settings)
    settings.push_back(fmt::format("{} {}", setting.target.file, setting.value));
  return fmt::format("  {}{}{}\n", group.name, group.parent.empty() ? "" : " in " + group.parent,
                     settings.empty() ? "" : fmt::format(" with {}", fmt::join(settings, ", ")));
}

std::string runs_on(const Scenario& scenario) {
  const std::string only =
      scenario.applies.everywhere() ? "" : fmt::format("Only {}.\n", describe(scenario.applies));
  if (!scenario.hierarchy) return "Runs on hierarchy v1 and v2.\n" + only;
  return fmt::format("Runs on hierarchy {}.\n", to_string(*scenario.hierarchy)) + only;
}

double percent(double share) {
  constexpr double whole = 100;
  constexpr double thousandth = 1000;
  return std::round(share * whole * thousandth) / thousandth;
}

std::string known_line(const Known& known) {
  return fmt::format("  {}: {} ({}){}\n", describe(known.applies), known.why, known.reference,
                     known.step.empty() ? "" : fmt::format("; \"{}\" fails", known.step));
}

}  // namespace

std::string describe(const Step& step) {
  const std::string machines = describe(step.applies);
  for (const StepKind* kind : step_kinds())
    if (auto sentence = kind->describe(step.action))
      return machines.empty() ? *sentence : fmt::format("{} (only {})", *sentence, machines);
  report_bug("a step of no known kind", __FILE__, __LINE__);
}

std::string describe(const Scenario& scenario) {
  std::string text = scenario.name + "\n";
  if (scenario.claim != scenario.name) text += "  " + scenario.claim + "\n";
  text += "\n" + runs_on(scenario) + needs_sentence(scenario.needs);
  if (!scenario.covers.empty()) text += fmt::format("Proves {}.\n", fmt::join(scenario.covers, ", "));
  if (scenario.timeout) text += fmt::format("Takes at most {}.\n", to_string(*scenario.timeout));
  if (scenario.alone) text += "Nothing else plays beside it.\n";
  if (scenario.repeat)
    text += fmt::format(
        "Played up to {} times, until it is {}% sure whether {}% of plays pass, or at most {}%.\n",
        scenario.repeat->times, percent(scenario.repeat->confidence), percent(scenario.repeat->right),
        percent(scenario.repeat->broken));
  if (!scenario.cgroups.empty()) text += "\nCgroups:\n";
  for (const Cgroup& group : scenario.cgroups) text += cgroup_line(group);
  text += "\nSteps:\n";
  std::size_t number = 0;
  for (const Step& step : scenario.steps) text += fmt::format("  {:2}. {}\n", ++number, describe(step));
  if (!scenario.known.empty()) text += "\nKnown to break it:\n";
  for (const Known& known : scenario.known) text += known_line(known);
  return text;
}

}  // namespace limitest::scenario
