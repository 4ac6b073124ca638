// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "harness/scenario/steps/step_kind.h"

namespace limitest::scenario {
namespace {

constexpr std::array keys{
    Key{"expect", ValueKind::condition, required, "what must become true; each of a list in its turn"},
    Key{"within", ValueKind::duration, optional, "how long it may take to become true"},
    Key{"for", ValueKind::duration, optional, "how long it must stay true from then on"},
};

void read(const Fields& fields, Draft& draft) {
  std::optional<Nanoseconds> within;
  std::optional<Nanoseconds> lasting;
  if (const Node* node = fields.find("within")) within = read_duration(*node, draft.problems);
  if (const Node* node = fields.find("for")) lasting = read_duration(*node, draft.problems);
  const Node* conditions = fields.find("expect");
  if (conditions == nullptr) return;
  for (const Node* text : scalars_of(*conditions, draft.problems))
    if (auto condition =
            value_or_report(parse_condition(text->text, draft.vocabulary()), *text, draft.problems))
      draft.add_step(*text, Expect{std::move(*condition), within, lasting});
}

std::string sentence(const Expect& expect) {
  std::string text = "expect " + expect.condition.text;
  if (expect.within) text += ", within " + to_string(*expect.within);
  if (expect.lasting) text += ", staying so for " + to_string(*expect.lasting);
  return text;
}

}  // namespace

extern const StepKind expect_step;
const StepKind expect_step{"expect",
                           "Waits until a condition is true; the scenario fails if it does not become so.",
                           "- expect: hog paused\n  within: 5s\n  for: 500ms",
                           keys,
                           read,
                           [](const Action& action) { return describe_as<Expect>(action, sentence); }};

}  // namespace limitest::scenario
