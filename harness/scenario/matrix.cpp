// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/matrix.h"

#include <algorithm>

#include <fmt/ranges.h>

#include "harness/scenario/applicability.h"
#include "harness/scenario/names.h"

namespace limitest::scenario {
namespace {

using Combinations = std::vector<Combination>;

// A parameter's value must be told apart from another in a scenario's name.
bool is_good_value(const Node& value, Problems& problems) {
  if (!value.is_scalar())
    refuse(problems, value, fmt::format("a parameter's value is one text, not {}", name_of(value.kind)));
  else if (value.text.find_first_of("\n[],=") != std::string::npos)
    refuse(problems, value, "a parameter's value becomes part of a name; it has no line ends and no [ ] , =");
  else
    return true;
  return false;
}

bool is_good_parameter(const Node& name, Problems& problems) {
  if (is_well_formed_name(name.text)) return true;
  refuse(problems, name,
         fmt::format("{} cannot be a parameter; it takes letters, digits, '-' and '_'", quoted(name.text)));
  return false;
}

bool too_many(std::size_t count, const Node& matrix, Problems& problems) {
  if (count <= most_combinations) return false;
  refuse(problems, matrix,
         fmt::format("more than {} combinations; make the matrix smaller", most_combinations));
  return true;
}

// One parameter with all its values, joined to each combination there is so far.
Combinations multiplied(const Combinations& before, const Node& name, const Node& values,
                        Problems& problems) {
  Combinations all;
  std::set<std::string> seen;
  for (const Node& value : values.items) {
    if (!is_good_value(value, problems)) continue;
    if (!seen.insert(value.text).second) {
      refuse(problems, value, fmt::format("'{}' has the value {} already", name.text, quoted(value.text)));
      continue;
    }
    for (Combination one : before) {
      one.emplace_back(name.text, value.text);
      all.push_back(std::move(one));
    }
  }
  return all;
}

Combinations product(const Node& matrix, Problems& problems) {
  Combinations all{{}};
  for (const auto& [name, values] : matrix.entries) {
    if (!is_good_parameter(name, problems)) continue;
    if (values.kind != Node::Kind::sequence || values.items.empty()) {
      refuse(problems, values, fmt::format("'{}' takes a list of values with at least one", name.text));
      continue;
    }
    if (too_many(all.size() * values.items.size(), matrix, problems)) return all;
    all = multiplied(all, name, values, problems);
  }
  return all;
}

std::set<std::string> parameters_of(const Combination& combination) {
  std::set<std::string> names;
  for (const auto& [name, value] : combination)
    if (!is_applicability_key(name)) names.insert(name);
  return names;
}

// A case's hierarchy is one too: its files are often all that differs.
bool is_parameter(std::string_view key) {
  return key == "hierarchy" || !is_applicability_key(key);
}

// The machines a case is for.
Applicability machines_of(const Node& item, Problems& problems) {
  Node own = item;
  std::erase_if(own.entries, [](const auto& entry) { return !is_applicability_key(entry.first.text); });
  return read_applicability(Fields::read(own, applicability_keys(), "a case", problems), problems);
}

bool machines_alone(const Node& item) {
  return std::ranges::all_of(item.entries,
                             [](const auto& entry) { return is_applicability_key(entry.first.text); });
}

std::vector<Case> cases(const Node& matrix, Problems& problems) {
  std::vector<Case> all;
  for (const Node& item : matrix.items) {
    Combination one;
    for (const auto& [name, value] : item.entries)
      if (is_parameter(name.text) && is_good_parameter(name, problems) && is_good_value(value, problems))
        one.emplace_back(name.text, value.text);
    if (item.kind != Node::Kind::mapping || machines_alone(item))
      refuse(problems, item, "a case is a mapping of parameters to values, as in {size: 10M}");
    else if (!all.empty() && parameters_of(one) != parameters_of(all.front().values))
      refuse(problems, item,
             fmt::format("every case has the same parameters; the first has {}",
                         fmt::join(parameters_of(all.front().values), ", ")));
    else if (std::ranges::find(all, one, &Case::values) != all.end())
      refuse(problems, item, "this case is there already");
    else
      all.push_back({std::move(one), machines_of(item, problems)});
  }
  return all;
}

}  // namespace

std::string label_of(const Combination& combination) {
  std::vector<std::string> parts;
  for (const auto& [name, value] : combination) parts.push_back(name + "=" + value);
  return fmt::format("{}", fmt::join(parts, ","));
}

std::optional<std::vector<Case>> read_matrix(const Node& matrix, Problems& problems) {
  const std::size_t before = problems.count();
  if (matrix.entries.empty() && matrix.items.empty()) {
    refuse(problems, matrix, "'matrix' is empty; leave it out, or write {size: [10M, 20M]}");
    return std::nullopt;
  }
  std::vector<Case> all;
  if (matrix.kind == Node::Kind::mapping)
    for (Combination& one : product(matrix, problems)) all.push_back({std::move(one), {}});
  else
    all = cases(matrix, problems);
  if (problems.count() > before || too_many(all.size(), matrix, problems)) return std::nullopt;
  return all;
}

}  // namespace limitest::scenario
