// SPDX-License-Identifier: Apache-2.0
// What stands in results.jsonl, for people who read it with programs of their own. A test holds it against
// what json_lines.h writes.
#pragma once

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

// The page about them, as Markdown.
std::string results_reference();

}  // namespace limitest::result
