// SPDX-License-Identifier: Apache-2.0
// The list under `steps:`. Which kind a step is, one of its keys decides.
#include <algorithm>
#include <iterator>

#include "harness/base/nearest.h"
#include "harness/scenario/applicability.h"
#include "harness/scenario/steps/step_kind.h"

namespace limitest::scenario {
namespace {

const StepKind* kind_of(std::string_view word) {
  for (const StepKind* kind : step_kinds())
    if (kind->word == word) return kind;
  return nullptr;
}

std::vector<std::string> step_words() {
  std::vector<std::string> words;
  for (const StepKind* kind : step_kinds()) words.emplace_back(kind->word);
  return words;
}

// Names that steps will introduce, so that a use before can say where.
void announce(const Node& steps, Draft& draft) {
  for (const Node& step : steps.items)
    for (const auto& [key, value] : step.entries) {
      const bool names = key.text == "as" || key.text == "start" || key.text == "mkdir";
      if (names && value.is_scalar())
        draft.names.announce(value.text, draft.problems.position(value.offset).line);
    }
}

void refuse_without_word(const Node& step, Problems& problems) {
  if (step.entries.empty()) return refuse(problems, step, "an empty step");
  const Node& first = step.entries.front().first;
  refuse(problems, first,
         fmt::format("{} begins no step{}", quoted(first.text), suggestion(first.text, step_words())));
}

// The value of the step that uses a name which need not be there.
const Node& value_with(const Node& step, const std::string& name) {
  for (const auto& [key, value] : step.entries)
    if (value.text.find(name) != std::string::npos) return value;
  return step.entries.front().first;
}

void read_step_of(const StepKind& kind, const Node& step, Draft& draft) {
  std::vector<Key> keys(kind.keys.begin(), kind.keys.end());
  std::ranges::copy(applicability_keys(), std::back_inserter(keys));
  const Fields fields = Fields::read(step, keys, fmt::format("'{}'", kind.word), draft.problems);
  const Applicability applies = read_applicability(fields, draft.problems);
  const std::string machines = describe(applies);
  const HierarchyChoice whole = draft.scenario.hierarchy;
  const std::size_t before = draft.scenario.steps.size();
  if (applies.hierarchy) draft.scenario.hierarchy = applies.hierarchy;
  draft.names.enter(machines);
  kind.read(fields, draft);
  for (const std::string& name : draft.names.take_strangers())
    refuse(
        draft.problems, value_with(step, name),
        fmt::format("'{}' is there only {}; say the same of this step", name, draft.names.find(name)->when));
  draft.names.enter("");
  draft.scenario.hierarchy = whole;
  for (std::size_t i = before; i < draft.scenario.steps.size(); ++i)
    draft.scenario.steps[i].applies = applies;
}

void read_step(const Node& step, Draft& draft) {
  if (step.kind != Node::Kind::mapping)
    return refuse(draft.problems, step,
                  step.is_scalar()
                      ? fmt::format("a step is written as 'WORD: VALUE', as in 'expect: {}'", "hog paused")
                      : fmt::format("a step is a mapping, not {}", name_of(step.kind)));
  const StepKind* kind = nullptr;
  for (const auto& [key, value] : step.entries) {
    const StepKind* another = kind_of(key.text);
    if (another == nullptr) continue;
    if (kind != nullptr)
      return refuse(
          draft.problems, key,
          fmt::format("'{}' and '{}' in one step; make '{}' a step of its own, with a '-' before it",
                      kind->word, another->word, another->word));
    kind = another;
  }
  if (kind == nullptr) return refuse_without_word(step, draft.problems);
  read_step_of(*kind, step, draft);
}

}  // namespace

void read_steps(const Node& steps, Draft& draft) {
  if (steps.items.empty())
    refuse(draft.problems, steps, "'steps' is empty; a scenario has at least one step");
  announce(steps, draft);
  for (const Node& step : steps.items) read_step(step, draft);
}

}  // namespace limitest::scenario
