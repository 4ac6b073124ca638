// SPDX-License-Identifier: Apache-2.0
// A YAML document as plain values that know their place. The only file that knows the YAML library
// is yaml.cpp: what it lets pass (a second document, duplicate keys, merge keys, tags, control
// characters, endless aliases) is refused there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "harness/scenario/diagnostics.h"

namespace limitest::scenario {

struct Node {
  enum class Kind : std::uint8_t { nothing, scalar, sequence, mapping };
  Kind kind = Kind::nothing;
  std::size_t offset = 0;                      // where it begins in the file
  std::size_t width = 1;                       // what to underline when it is wrong as a whole
  std::string text;                            // of a scalar; every scalar is text
  std::vector<std::uint32_t> places;           // of each byte of the text in the file, and of its end
  std::vector<Node> items;                     // of a sequence
  std::vector<std::pair<Node, Node>> entries;  // of a mapping

  [[nodiscard]] bool is_scalar() const { return kind == Kind::scalar; }
  [[nodiscard]] bool is_nothing() const { return kind == Kind::nothing; }
  [[nodiscard]] std::size_t place(std::size_t byte) const;
};

// "a list", for messages.
std::string_view name_of(Node::Kind kind);

// The whole node is wrong.
void refuse(Problems& problems, const Node& node, std::string message);
// A part of a scalar's text is wrong; `begin` bytes of the text stand before what was parsed.
void refuse(Problems& problems, const Node& node, const Fault& fault, std::size_t begin = 0);

// The one document of a file; none if there is no telling what the file says.
std::optional<Node> parse_yaml(Problems& problems);

}  // namespace limitest::scenario
