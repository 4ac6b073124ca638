// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "harness/scenario/steps/step_kind.h"

namespace limitest::scenario {
namespace {

constexpr std::array keys{
    Key{"expect", ValueKind::condition, required, "what must become true; each of a list in its turn"},
    Key{"within", ValueKind::duration, optional,
        "how long it may take to become true (default: 10s, 30s on an emulated CPU, or --patience)"},
    Key{"for", ValueKind::duration, optional, "how long it must stay true from then on"},
};

// A time that the scenario's own would cut short.
std::optional<Nanoseconds> read_time(const Fields& fields, std::string_view key, Draft& draft) {
  const Node* node = fields.find(key);
  if (node == nullptr) return std::nullopt;
  const auto time = read_duration(*node, draft.problems);
  const Nanoseconds whole = draft.scenario.timeout.value_or(default_timeout);
  if (time && *time > whole)
    refuse(draft.problems, *node,
           fmt::format("the scenario ends after {} ('timeout'), before '{}: {}'", to_string(whole), key,
                       to_string(*time)));
  return time;
}

void read(const Fields& fields, Draft& draft) {
  const std::optional<Nanoseconds> within = read_time(fields, "within", draft);
  const std::optional<Nanoseconds> lasting = read_time(fields, "for", draft);
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
