// SPDX-License-Identifier: Apache-2.0
// What stands in results.jsonl, and in the other files that limitest writes for programs, for people who read
// them with their own. Tests hold it against what is written.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>

namespace limitest::result {

struct LineField {
  std::string_view name;
  std::string_view type;
  std::string_view help;
};

// A line, by its "event", or an object within lines.
struct LineKind {
  std::string_view name;
  std::string_view help;
  std::span<const LineField> fields;
};

std::span<const LineKind> line_kinds();

// The same of the other files: a line of `prove` and of `coverage`, the documents of `json` and of `compare`.
std::span<const LineKind> other_kinds();

// The keys of a kind of either; empty for a name that neither has.
std::set<std::string> keys_of(std::string_view kind);

// The page about them, as Markdown.
std::string results_reference();

}  // namespace limitest::result
