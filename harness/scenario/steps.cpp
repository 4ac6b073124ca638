// SPDX-License-Identifier: Apache-2.0
// The list under `steps:`. Which kind a step is, one of its keys decides.
#include <algorithm>

#include "harness/base/nearest.h"
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
  kind->read(Fields::read(step, kind->keys, fmt::format("'{}'", kind->word), draft.problems), draft);
}

}  // namespace

void read_steps(const Node& steps, Draft& draft) {
  if (steps.items.empty())
    refuse(draft.problems, steps, "'steps' is empty; a scenario has at least one step");
  announce(steps, draft);
  for (const Node& step : steps.items) read_step(step, draft);
}

}  // namespace limitest::scenario
