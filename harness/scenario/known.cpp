// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/known.h"

#include <algorithm>
#include <array>

#include "harness/base/nearest.h"
#include "harness/scenario/applicability.h"
#include "harness/scenario/describe.h"
#include "harness/scenario/draft.h"

namespace limitest::scenario {
namespace {

constexpr std::array keys{
    Key{"kernel", ValueKind::kernel_rules, required, "the kernels that break the claim"},
    Key{"why", ValueKind::text, required, "what they do instead, in one line"},
    Key{"reference", ValueKind::text, required, "where that is told: a commit, a bug report, a document"},
    Key{"step", ValueKind::text, optional,
        "the one step whose failure is known, in the words of `limitest show`; by default any"},
    Key{"config", ValueKind::config, optional, "only on kernels configured so"},
    Key{"swap", ValueKind::swap, optional, "only on machines without swap, or with some"},
    Key{"hierarchy", ValueKind::hierarchy, optional, "only on this hierarchy"},
};

std::string one_line(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  while (text.ends_with(' ') || text.ends_with('.')) text.pop_back();
  return text;
}

void read_text(const Fields& fields, std::string_view key, std::string& into, Problems& problems) {
  const Node* node = fields.find(key);
  if (node == nullptr) return;
  into = one_line(node->text);
  if (into.empty()) refuse(problems, *node, fmt::format("'{}' is empty", key));
}

// The list under `known:` is read after the steps that its rules may name.
void check_step(const Node& node, const Known& rule, const Draft& draft) {
  const std::vector<std::string> sentences = sentences_of(draft.scenario);
  if (!has_step(sentences, rule))
    refuse(draft.problems, node,
           fmt::format("no step is {}{}", quoted(node.text), suggestion(node.text, sentences)));
}

}  // namespace

std::vector<std::string> sentences_of(const Scenario& scenario) {
  std::vector<std::string> sentences;
  for (const Step& step : scenario.steps) sentences.push_back(describe(step));
  return sentences;
}

bool has_step(const std::vector<std::string>& sentences, const Known& rule) {
  return rule.step.empty() || std::ranges::find(sentences, rule.step) != sentences.end();
}

std::optional<KnownRule> read_known_rule(const Node& rule, std::span<const Key> keys, std::string_view what,
                                         Problems& problems) {
  if (rule.kind != Node::Kind::mapping) {
    refuse(problems, rule,
           fmt::format("{} is a mapping with 'kernel', 'why' and 'reference', not {}", what,
                       name_of(rule.kind)));
    return std::nullopt;
  }
  KnownRule read{.fields = Fields::read(rule, keys, what, problems), .known = {}};
  read.known.applies = read_applicability(read.fields, problems);
  read.known.at = problems.position(rule.offset);
  read_text(read.fields, "why", read.known.why, problems);
  read_text(read.fields, "reference", read.known.reference, problems);
  if (const Node* step = read.fields.find("step")) {
    read.known.step = step->text;
    if (step->text.empty()) refuse(problems, *step, "'step' is empty; leave it out for any step");
  }
  return read;
}

std::span<const Key> known_keys() {
  return keys;
}

void read_known(const Node& rules, Draft& draft) {
  if (rules.items.empty()) refuse(draft.problems, rules, "'known' is empty; leave it out");
  for (const Node& node : rules.items) {
    auto rule = read_known_rule(node, keys, "a rule of 'known'", draft.problems);
    if (!rule) continue;
    if (const Node* step = rule->fields.find("step")) check_step(*step, rule->known, draft);
    draft.scenario.known.push_back(std::move(rule->known));
  }
}

}  // namespace limitest::scenario
