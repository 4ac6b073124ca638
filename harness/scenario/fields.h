// SPDX-License-Identifier: Apache-2.0
// A mapping read by its table of keys: what is unknown, missing or of the wrong shape is reported
// here, once for all mappings.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/bytes.h"
#include "harness/scenario/value_kind.h"
#include "harness/scenario/yaml.h"

namespace limitest::scenario {

inline constexpr bool required = true;
inline constexpr bool optional = false;

struct Key {
  std::string_view name;
  ValueKind kind;
  bool is_required;
  std::string_view help;
};

class Fields {
 public:
  // `what` is read, for messages: "a scenario", "'start'".
  static Fields read(const Node& mapping, std::span<const Key> keys, std::string_view what,
                     Problems& problems);

  // The value of a key: of one of the right shapes, or null.
  [[nodiscard]] const Node* find(std::string_view key) const;

  [[nodiscard]] const Node& whole() const { return *whole_; }
  // Whether nothing was wrong with the keys.
  [[nodiscard]] bool complete() const { return complete_; }

 private:
  explicit Fields(const Node& whole) : whole_(&whole) {}
  struct Field {
    std::string_view key;
    const Node* value;
  };
  const Node* whole_;
  std::vector<Field> fields_;
  bool complete_ = true;
};

// The items of a scalar or a list of scalars; what is neither is reported.
std::vector<const Node*> scalars_of(const Node& node, Problems& problems);

// Values that the tables of the language bound: none after a problem.
std::optional<Nanoseconds> read_duration(const Node& node, Problems& problems);
std::optional<std::size_t> read_choice(const Node& node, std::span<const std::string_view> choices,
                                       std::string_view what, Problems& problems);

// Of a key that takes yes or no; anything else is reported, and is a no.
bool read_yes_no(const Node& node, std::string_view key, Problems& problems);

// The value, or its fault is reported at the node.
template <class T>
std::optional<T> value_or_report(Parsed<T> parsed, const Node& node, Problems& problems) {
  if (parsed) return std::move(*parsed);
  refuse(problems, node, parsed.error());
  return std::nullopt;
}

}  // namespace limitest::scenario
