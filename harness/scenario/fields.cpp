// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/fields.h"

#include <algorithm>
#include <array>

#include <fmt/ranges.h>

#include "harness/base/nearest.h"

namespace limitest::scenario {
namespace {

bool fits(Node::Kind kind, const Shapes& shapes) {
  switch (kind) {
    case Node::Kind::scalar:
      return shapes.scalar;
    case Node::Kind::sequence:
      return shapes.list;
    case Node::Kind::mapping:
      return shapes.mapping;
    case Node::Kind::nothing:
      break;
  }
  return shapes.nothing;
}

std::string why_misshapen(const Key& key, const Node& value) {
  const ValueKindInfo& info = info_of(key.kind);
  if (value.is_nothing()) return fmt::format("'{}' has no value; it takes {}", key.name, info.help);
  return fmt::format("'{}' takes {}, not {}", key.name, info.help, name_of(value.kind));
}

std::vector<std::string> names_of(std::span<const Key> keys) {
  std::vector<std::string> names;
  for (const Key& key : keys) names.emplace_back(key.name);
  return names;
}

}  // namespace

Fields Fields::read(const Node& mapping, std::span<const Key> keys, std::string_view what,
                    Problems& problems) {
  Fields fields(mapping);
  const std::size_t before = problems.count();
  std::vector<std::string_view> present;
  for (const auto& [key, value] : mapping.entries) {
    const auto known = std::ranges::find(keys, key.text, &Key::name);
    if (known == keys.end()) {
      refuse(problems, key,
             fmt::format("{} has no key {}{}", what, quoted(key.text), suggestion(key.text, names_of(keys))));
      continue;
    }
    present.push_back(known->name);
    if (fits(value.kind, info_of(known->kind).shapes))
      fields.fields_.push_back({known->name, &value});
    else
      refuse(problems, value, why_misshapen(*known, value));
  }
  for (const Key& key : keys)
    if (key.is_required && std::ranges::find(present, key.name) == present.end())
      refuse(problems, mapping,
             fmt::format("{} needs '{}: {}'", what, key.name, info_of(key.kind).placeholder));
  fields.complete_ = problems.count() == before;
  return fields;
}

const Node* Fields::find(std::string_view key) const {
  const auto found = std::ranges::find(fields_, key, &Field::key);
  return found == fields_.end() ? nullptr : found->value;
}

std::vector<const Node*> scalars_of(const Node& node, Problems& problems) {
  if (node.is_scalar()) return {&node};
  std::vector<const Node*> scalars;
  for (const Node& item : node.items) {
    if (item.is_scalar())
      scalars.push_back(&item);
    else
      refuse(problems, item, fmt::format("a text is wanted here, not {}", name_of(item.kind)));
  }
  if (node.items.empty()) refuse(problems, node, "the list is empty");
  return scalars;
}

std::optional<Nanoseconds> read_duration(const Node& node, Problems& problems) {
  const auto span = parse_duration(node.text);
  if (span && span->count() > 0) return *span;
  refuse(problems, node, span ? "a time must be longer than nothing" : span.error().message);
  return std::nullopt;
}

std::optional<std::size_t> read_choice(const Node& node, std::span<const std::string_view> choices,
                                       std::string_view what, Problems& problems) {
  const auto found = std::ranges::find(choices, node.text);
  if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
  const std::vector<std::string> known(choices.begin(), choices.end());
  refuse(problems, node, fmt::format("{} is no {}{}", quoted(node.text), what, suggestion(node.text, known)));
  return std::nullopt;
}

bool read_yes_no(const Node& node, std::string_view key, Problems& problems) {
  constexpr std::array<std::string_view, 2> words{"no", "yes"};
  return read_choice(node, words, fmt::format("word for '{}'", key), problems) == 1U;
}

}  // namespace limitest::scenario
