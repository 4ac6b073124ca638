// SPDX-License-Identifier: Apache-2.0
// What a kind of step is made of. Each file beside this one holds one kind; table.cpp lists them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "harness/scenario/draft.h"

namespace limitest::scenario {

using Action = decltype(Step::action);

struct StepKind {
  std::string_view word;  // the key that makes a mapping this kind of step
  std::string_view summary;
  std::string_view example;
  std::span<const Key> keys;  // `word` first
  void (*read)(const Fields& fields, Draft& draft);
  // One plain sentence, none if the action is of another kind.
  std::optional<std::string> (*describe)(const Action& action);
};

std::span<const StepKind* const> step_kinds();

inline constexpr std::string_view fails_help =
    "the errno the kernel must answer with, or a list of those possible; without it the kernel must accept";

inline constexpr std::string_view user_help = "who does it; by default who runs limitest, as root";

// " as user 65534", nothing if it is who runs the scenario.
std::string by_whom(UserId user);

// ", refused with EBUSY or EINVAL", nothing if it must be accepted.
std::string refusal(const Answer& answer);

// "box/memory.max"
std::string path_of(const ControlRef& ref);

// A text as it can stand in a sentence: "''" for an empty one.
std::string spoken(std::string_view text);

template <class Kind, class Describe>
std::optional<std::string> describe_as(const Action& action, Describe describe) {
  const auto* mine = std::get_if<Kind>(&action);
  if (mine == nullptr) return std::nullopt;
  return describe(*mine);
}

}  // namespace limitest::scenario
