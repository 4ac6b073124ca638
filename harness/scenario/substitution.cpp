// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "harness/base/nearest.h"
#include "harness/scenario/matrix.h"

namespace limitest::scenario {
namespace {

constexpr std::string_view opening = "${";

}  // namespace

const std::string* Substitution::value_of(std::string_view name) const {
  const auto found = std::ranges::find(combination_, name, &Combination::value_type::first);
  return found == combination_.end() ? nullptr : &found->second;
}

void Substitution::refuse_unknown(const Node& scalar, std::size_t begin, std::string_view name) {
  std::vector<std::string> known;
  for (const auto& [parameter, value] : combination_) known.push_back(parameter);
  const std::string why = known.empty() ? "; there is no 'matrix:' in this file" : suggestion(name, known);
  refuse(problems_, scalar,
         Fault{begin, opening.size() + name.size() + 1,
               fmt::format("no parameter is named {}{}", quoted(name), why)});
}

void Substitution::replace(Node& scalar) {
  std::string text;
  std::vector<std::uint32_t> places;
  for (std::size_t i = 0; i < scalar.text.size();) {
    const std::size_t close = scalar.text.find('}', i);
    if (scalar.text.compare(i, opening.size(), opening) != 0 || close == std::string::npos) {
      text += scalar.text[i];
      places.push_back(static_cast<std::uint32_t>(scalar.place(i++)));
      continue;
    }
    const std::string name = scalar.text.substr(i + opening.size(), close - i - opening.size());
    if (const std::string* value = value_of(name)) {
      used_.insert(name);
      text += *value;
      places.insert(places.end(), value->size(), static_cast<std::uint32_t>(scalar.place(i)));
    } else {
      refuse_unknown(scalar, i, name);
    }
    i = close + 1;
  }
  places.push_back(static_cast<std::uint32_t>(scalar.place(scalar.text.size())));
  scalar.text = std::move(text);
  scalar.places = std::move(places);
}

void Substitution::replace_all(Node& node) {
  if (node.text.find(opening) != std::string::npos) replace(node);
  for (Node& item : node.items) replace_all(item);
  for (auto& [key, value] : node.entries) {
    replace_all(key);
    replace_all(value);
  }
}

Node Substitution::apply(Node node) {
  replace_all(node);
  return node;
}

std::string Substitution::apply(const std::string& text) const {
  std::string replaced = text;
  for (const auto& [name, value] : combination_) {
    const std::string reference = fmt::format("${{{}}}", name);
    for (std::size_t at = replaced.find(reference); at != std::string::npos;
         at = replaced.find(reference, at + value.size()))
      replaced.replace(at, reference.size(), value);
  }
  return replaced;
}

}  // namespace limitest::scenario
