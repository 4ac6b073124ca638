// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/read.h"

#include <algorithm>
#include <array>

#include "harness/scenario/applicability.h"
#include "harness/scenario/claim.h"
#include "harness/scenario/draft.h"
#include "harness/scenario/matrix.h"

namespace limitest::scenario {
namespace {

constexpr std::array keys{
    Key{"claim", ValueKind::text, optional,
        "what the kernel promises; by default the comment at the file's top"},
    Key{"covers", ValueKind::behaviours, optional,
        "what it proves of scenarios/behaviours.txt, for `limitest coverage`"},
    Key{"hierarchy", ValueKind::hierarchy, optional,
        "the one it is about; without it the scenario runs on both"},
    Key{"needs", ValueKind::needs, optional, "what a machine must have, else the scenario is skipped"},
    Key{"timeout", ValueKind::duration, optional, "for the whole scenario (default: 60s)"},
    Key{"alone", ValueKind::yes_no, optional,
        "yes: no other scenario plays beside it, for claims about the machine as a whole"},
    Key{"repeat", ValueKind::repeat, optional, "for a claim that chance has a part in"},
    Key{"matrix", ValueKind::matrix, optional,
        "parameters, whose ${names} are replaced before the rest is read"},
    Key{"cgroups", ValueKind::groups, optional, "made before the first step, parents before children"},
    Key{"steps", ValueKind::steps, required, "played in this order"},
    Key{"known", ValueKind::known, optional, "kernels that are known to break the claim"},
};

constexpr std::array<std::string_view, 2> hierarchy_names{"v1", "v2"};
constexpr std::size_t enough_problems = 1000;

// What a file is read with, once for each combination of its matrix.
struct Source {
  const Node& whole;
  std::string comment;
  const std::string& file;
  const std::string& name;
  const Catalogue& catalogue;
};

// A mistyped one is guessed, so that not every control file is reported as well.
cgroup::Hierarchy read_hierarchy(const Node& node, Problems& problems) {
  const bool v2 = node.text.find('2') != std::string::npos;
  (void)read_choice(node, hierarchy_names, "hierarchy", problems);
  return v2 ? cgroup::Hierarchy::v2 : cgroup::Hierarchy::v1;
}

Scenario read_scenario(const Node& whole, std::string comment, const Source& source, const std::string& name,
                       const Applicability& applies, Problems& problems) {
  Draft draft{problems, source.catalogue};
  draft.scenario.applies = applies;
  draft.scenario.hierarchy = applies.hierarchy;
  draft.scenario.name = name;
  draft.scenario.file = source.file;
  const Fields fields = Fields::read(whole, keys, "a scenario", problems);
  if (const Node* hierarchy = fields.find("hierarchy"))
    draft.scenario.hierarchy = read_hierarchy(*hierarchy, problems);
  const Node* claim = fields.find("claim");
  draft.scenario.claim = claim != nullptr ? claim->text : std::move(comment);
  if (draft.scenario.claim.empty()) draft.scenario.claim = name;
  if (const Node* covers = fields.find("covers")) read_covers(*covers, draft);
  if (const Node* timeout = fields.find("timeout"))
    draft.scenario.timeout = read_duration(*timeout, problems);
  if (const Node* alone = fields.find("alone")) draft.scenario.alone = read_yes_no(*alone, "alone", problems);
  if (const Node* repeat = fields.find("repeat")) read_repeat(*repeat, draft);
  if (const Node* needs = fields.find("needs")) read_needs(*needs, draft);
  // Both concern what the whole machine shares.
  const Needs& needs = draft.scenario.needs;
  if (needs.whole_memory || needs.whole_swap || needs.controller) draft.scenario.alone = true;
  if (const Node* cgroups = fields.find("cgroups")) read_cgroups(*cgroups, draft);
  if (const Node* steps = fields.find("steps")) read_steps(*steps, draft);
  if (const Node* known = fields.find("known")) read_known(*known, draft);
  return std::move(draft.scenario);
}

Node without_matrix(const Node& whole) {
  Node rest = whole;
  std::erase_if(rest.entries, [](const auto& entry) { return entry.first.text == "matrix"; });
  return rest;
}

const Node* matrix_of(const Node& whole) {
  for (const auto& [key, value] : whole.entries)
    if (key.text == "matrix") return &value;
  return nullptr;
}

void refuse_unused(const Node& matrix, const Combination& combination, const std::set<std::string>& used,
                   Problems& problems) {
  const auto& entries = matrix.kind == Node::Kind::mapping ? matrix.entries : matrix.items.front().entries;
  for (const auto& [name, value] : entries)
    if (!used.contains(name.text) && !is_applicability_key(name.text) &&
        std::ranges::find(combination, name.text, &Combination::value_type::first) != combination.end())
      refuse(problems, name,
             fmt::format("parameter '{0}' is never used; write ${{{0}}} where its value belongs", name.text));
}

std::vector<Scenario> read_combinations(const Source& source, const Node* matrix, Problems& problems) {
  std::vector<Case> combinations{{}};
  if (matrix != nullptr) {
    auto found = read_matrix(*matrix, problems);
    if (!found) return {};
    combinations = std::move(*found);
  }
  std::vector<Scenario> scenarios;
  const Node rest = without_matrix(source.whole);
  for (const auto& [combination, applies] : combinations) {
    const std::string values = label_of(combination);
    Substitution substitution(combination, problems);
    const Node whole = substitution.apply(rest);
    std::string comment = substitution.apply(source.comment);
    if (matrix != nullptr && scenarios.empty())
      refuse_unused(*matrix, combination, substitution.used(), problems);
    if (matrix != nullptr) problems.set_combination(values, combinations.size());
    const std::string name = matrix == nullptr ? source.name : fmt::format("{}[{}]", source.name, values);
    scenarios.push_back(read_scenario(whole, std::move(comment), source, name, applies, problems));
    scenarios.back().of_case = combination;
    if (problems.count() > enough_problems) break;
  }
  return scenarios;
}

bool is_scenario(const Node& whole, Problems& problems) {
  if (whole.kind == Node::Kind::mapping) return true;
  refuse(problems, whole,
         whole.is_nothing()
             ? "the file is empty; a scenario has at least 'steps:'"
             : fmt::format("a scenario is a mapping with 'steps:', not {}", name_of(whole.kind)));
  return false;
}

}  // namespace

std::span<const Key> scenario_keys() {
  return keys;
}

ReadResult read_scenarios(std::string_view text, const std::string& file, const std::string& name,
                          const Catalogue& catalogue) {
  const SourceText source_text(without_byte_order_mark(text));
  Problems problems(source_text);
  std::vector<Scenario> scenarios;
  const auto whole = parse_yaml(problems);
  if (whole && is_scenario(*whole, problems))
    scenarios = read_combinations({*whole, claim_in_comment(source_text.text()), file, name, catalogue},
                                  matrix_of(*whole), problems);
  if (!problems.empty()) scenarios.clear();
  return {std::move(scenarios), problems.sorted()};
}

}  // namespace limitest::scenario
