// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/known_list.h"

#include <algorithm>
#include <iterator>

#include "harness/base/nearest.h"
#include "harness/scenario/describe.h"
#include "harness/scenario/known.h"
#include "harness/scenario/named.h"
#include "harness/scenario/parse.h"

namespace limitest::scenario {
namespace {

constexpr Key scenario_key{"scenario", ValueKind::text, required,
                           "a scenario, a folder of them, or a pattern such as swap/*"};

std::vector<Key> keys_of_a_rule() {
  std::vector<Key> keys{scenario_key};
  std::ranges::copy(known_keys(), std::back_inserter(keys));
  return keys;
}

struct Reader {
  const std::string& file;
  std::span<Scenario* const> scenarios;
  const std::optional<std::vector<std::string>>& names;
  Problems& problems;

  void read_rule(const Node& node) const {
    const auto rule = read_known_rule(node, known_list_keys(), "a rule of a known list", problems);
    const Node* wanted = rule ? rule->fields.find(scenario_key.name) : nullptr;
    if (wanted == nullptr) return;
    check_name(*wanted);
    std::vector<std::string> sentences;
    bool given = false;
    for (Scenario* one : scenarios)
      if (is_named_by(wanted->text, one->name)) given = give(*rule, *one, sentences) || given;
    if (!given && !sentences.empty() && names)
      refuse(problems, *rule->fields.find("step"),
             fmt::format("no step of {} is {}{}", wanted->text, quoted(rule->known.step),
                         suggestion(rule->known.step, sentences)));
  }

 private:
  void check_name(const Node& wanted) const {
    if (!names || std::ranges::any_of(*names, [&](const std::string& name) {
          return is_named_by(wanted.text, name) || wanted.text.starts_with(name + "[");
        }))
      return;
    refuse(problems, wanted,
           fmt::format("no scenario is named {}{}", quoted(wanted.text), suggestion(wanted.text, *names)));
  }

  // Not to one without the rule's step; what its steps are is added to `sentences`.
  bool give(const KnownRule& rule, Scenario& one, std::vector<std::string>& sentences) const {
    const auto before = static_cast<std::ptrdiff_t>(sentences.size());
    for (const Step& step : one.steps) sentences.push_back(describe(step));
    if (!rule.known.step.empty() &&
        std::find(sentences.begin() + before, sentences.end(), rule.known.step) == sentences.end())
      return false;
    one.known.push_back(rule.known);
    one.known.back().file = file;
    return true;
  }
};

}  // namespace

std::span<const Key> known_list_keys() {
  static const std::vector<Key> keys = keys_of_a_rule();
  return keys;
}

std::vector<Diagnostic> add_known(std::string_view text, const std::string& file,
                                  std::span<Scenario* const> scenarios,
                                  const std::optional<std::vector<std::string>>& names) {
  const SourceText source(without_byte_order_mark(text));
  Problems problems(source);
  const auto whole = parse_yaml(problems);
  if (!whole) return problems.sorted();
  if (whole->kind != Node::Kind::sequence)
    refuse(problems, *whole,
           fmt::format(
               "a known list is a list of rules with 'scenario', 'kernel', 'why' and 'reference', not {}",
               name_of(whole->kind)));
  for (const Node& rule : whole->items) Reader{file, scenarios, names, problems}.read_rule(rule);
  return problems.sorted();
}

}  // namespace limitest::scenario
