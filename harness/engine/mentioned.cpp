// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/mentioned.h"

#include <algorithm>
#include <variant>

#include "harness/cgroup/reading.h"

namespace limitest::engine {
namespace {

using scenario::Scenario;

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

}  // namespace

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
  Mentioned found = mentioned_in(scenario, hierarchy, left_out);
  return {found.files.begin(), found.files.end()};
}

bool starts(const Scenario& scenario, bool (*such)(const scenario::Start&)) {
  return std::ranges::any_of(scenario.steps, [&](const scenario::Step& step) {
    const auto* start = std::get_if<scenario::Start>(&step.action);
    return start != nullptr && such(*start);
  });
}

}  // namespace limitest::engine
