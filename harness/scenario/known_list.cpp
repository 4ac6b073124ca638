// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/known_list.h"

#include <algorithm>
#include <iterator>

#include "harness/base/nearest.h"
#include "harness/scenario/known.h"
#include "harness/scenario/named.h"
#include "harness/scenario/parse.h"

namespace limitest::scenario {
namespace {

constexpr Key scenario_key{"scenario", ValueKind::text, required,
                           "a scenario, a folder of them, or a pattern such as swap/*; only a rule for one "
                           "scenario is ever told to be outdated"};

std::vector<Key> keys_of_a_rule() {
  std::vector<Key> keys{scenario_key};
  std::ranges::copy(known_keys(), std::back_inserter(keys));
  return keys;
}

void read_rule(const Node& node, const std::string& file, KnownList& list, Problems& problems) {
  auto rule = read_known_rule(node, known_list_keys(), "a rule of a known list", problems);
  const Node* wanted = rule ? rule->fields.find(scenario_key.name) : nullptr;
  if (wanted == nullptr) return;
  const Node* step = rule->fields.find("step");
  rule->known.file = file;
  list.rules.push_back({.scenario = wanted->text,
                        .at = problems.position(wanted->offset),
                        .known = std::move(rule->known),
                        .step_at = problems.position(step != nullptr ? step->offset : node.offset)});
}

std::optional<Diagnostic> fault_of(const ListedRule& rule, std::span<const Scenario* const> all) {
  std::vector<std::string> names;
  std::vector<std::string> sentences;
  bool found = false;
  for (const Scenario* one : all) {
    names.push_back(without_case(one->name));
    if (!is_named_by(rule.scenario, one->name)) continue;
    found = true;
    std::ranges::move(sentences_of(*one), std::back_inserter(sentences));
  }
  if (!found) {
    const std::string near = suggest_name(rule.scenario, names);
    if (near.empty()) return std::nullopt;
    return Diagnostic{rule.at, fmt::format("no scenario is named {}{}", quoted(rule.scenario), near),
                      static_cast<int>(rule.scenario.size())};
  }
  if (has_step(sentences, rule.known)) return std::nullopt;
  return Diagnostic{rule.step_at,
                    fmt::format("no step of {} is {}{}", rule.scenario, quoted(rule.known.step),
                                suggestion(rule.known.step, sentences)),
                    static_cast<int>(rule.known.step.size())};
}

}  // namespace

std::span<const Key> known_list_keys() {
  static const std::vector<Key> keys = keys_of_a_rule();
  return keys;
}

KnownList read_known_list(std::string_view text, const std::string& file) {
  const SourceText source(without_byte_order_mark(text));
  Problems problems(source);
  KnownList list;
  if (const auto whole = parse_yaml(problems)) {
    if (whole->kind != Node::Kind::sequence)
      refuse(
          problems, *whole,
          fmt::format("a known list is a list of rules with 'scenario', 'kernel', 'why' and 'reference', not "
                      "{}",
                      name_of(whole->kind)));
    for (const Node& rule : whole->items) read_rule(rule, file, list, problems);
  }
  list.problems = problems.sorted();
  return list;
}

std::vector<Diagnostic> misnamed(const KnownList& list, std::span<const Scenario* const> all) {
  std::vector<Diagnostic> faults;
  for (const ListedRule& rule : list.rules)
    if (auto fault = fault_of(rule, all)) faults.push_back(std::move(*fault));
  return faults;
}

std::vector<const ListedRule*> for_others(const KnownList& list, std::span<const Scenario* const> all) {
  std::vector<const ListedRule*> rules;
  for (const ListedRule& rule : list.rules)
    if (std::ranges::none_of(all, [&](const auto* one) { return is_named_by(rule.scenario, one->name); }))
      rules.push_back(&rule);
  return rules;
}

void add_known(const KnownList& list, std::span<Scenario* const> scenarios) {
  for (const ListedRule& rule : list.rules)
    for (Scenario* one : scenarios) {
      if (!is_named_by(rule.scenario, one->name) || !has_step(sentences_of(*one), rule.known)) continue;
      one->known.push_back(rule.known);
      one->known.back().for_all = rule.scenario != one->name && rule.scenario != without_case(one->name);
    }
}

}  // namespace limitest::scenario
