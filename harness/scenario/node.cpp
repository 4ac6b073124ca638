// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "harness/scenario/yaml.h"

namespace limitest::scenario {

std::size_t Node::place(std::size_t byte) const {
  return places.empty() ? offset : places[std::min(byte, places.size() - 1)];
}

std::string_view name_of(Node::Kind kind) {
  constexpr std::string_view names[] = {"nothing", "text", "a list", "a mapping"};
  return names[static_cast<unsigned>(kind)];
}

void refuse(Problems& problems, const Node& node, std::string message) {
  problems.add(node.offset, node.width, std::move(message));
}

void refuse(Problems& problems, const Node& node, const Fault& fault, std::size_t begin) {
  const std::size_t from = node.place(begin + fault.at);
  const std::size_t to = node.place(begin + fault.at + fault.width);
  problems.add(from, to > from ? to - from : 1, fault.message);
}

}  // namespace limitest::scenario
