// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/names.h"

#include <algorithm>

#include "harness/base/errno_name.h"
#include "harness/base/nearest.h"
#include "harness/cgroup/control_file.h"
#include "harness/scenario/signals.h"
#include "harness/scenario/words.h"

namespace limitest::scenario {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool belongs_in_name(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool is_word_of_the_language(std::string_view name) {
  return is_reserved(name) || errno_from_name(name) || signal_from_name(name, false);
}

std::string why_malformed(std::string_view name) {
  if (name.empty()) return "a name is missing";
  if (name.size() > longest_name) return fmt::format("a name has at most {} characters", longest_name);
  if (!is_well_formed_name(name))
    return fmt::format(
        "{} cannot be a name; names have letters, digits, '-' and '_', and begin with a letter",
        quoted(name));
  return "";
}

}  // namespace

std::string_view name_of(Role role) {
  constexpr std::string_view names[] = {"a cgroup",   "a process",     "a process",
                                        "a listener", "a saved value", "an open file"};
  return names[static_cast<unsigned>(role)];
}

bool is_well_formed_name(std::string_view name) {
  return !name.empty() && is_letter(name.front()) && name.size() <= longest_name &&
         std::ranges::all_of(name, belongs_in_name);
}

std::string Names::why_not(std::string_view name, Role role) const {
  if (std::string why = why_malformed(name); !why.empty()) return why;
  if (is_word_of_the_language(name))
    return fmt::format("'{}' is a word of the language; give it another name", name);
  if (role == Role::cgroup && cgroup::find_control_file(name) != nullptr)
    return fmt::format("'{}' is a control file in every cgroup; give it another name", name);
  const Introduced* taken = find(name);
  if (taken == nullptr || taken->removed) return "";
  return fmt::format("duplicate name: '{}' is {} already; give it another{}", name, name_of(taken->role),
                     role == Role::cgroup ? "" : " with 'as:'");
}

void Names::introduce(const std::string& name, Introduced what) {
  what.when = machines_;
  known_.insert_or_assign(name, std::move(what));
}

void Names::enter(std::string machines) {
  machines_ = std::move(machines);
  strangers_.clear();
}

void Names::mark_removed(const std::string& name) {
  if (const auto found = known_.find(name); found != known_.end()) found->second.removed = true;
}

const Introduced* Names::find(std::string_view name) const {
  const auto found = known_.find(name);
  if (found == known_.end()) return nullptr;
  if (!found->second.when.empty() && found->second.when != machines_) strangers_.emplace_back(name);
  return &found->second;
}

std::vector<std::string> Names::of(std::initializer_list<Role> roles) const {
  std::vector<std::string> names;
  for (const auto& [name, what] : known_)
    if (std::ranges::find(roles, what.role) != roles.end()) names.push_back(name);
  return names;
}

std::string Names::hint(std::string_view name, std::initializer_list<Role> roles) const {
  if (const auto later = announced_.find(name); later != announced_.end())
    return fmt::format("; line {} introduces it, and only steps after that may use it", later->second);
  return suggestion(name, of(roles));
}

Parsed<const Introduced*> Names::require(std::string_view name, std::initializer_list<Role> roles,
                                         std::string_view what) const {
  const Introduced* found = find(name);
  if (found == nullptr)
    return fault(0, name.size(), "no {} is named {}{}", what, quoted(name), hint(name, roles));
  if (std::ranges::find(roles, found->role) == roles.end())
    return fault(0, name.size(), "'{}' is {}; a {} is wanted here", name, name_of(found->role), what);
  return found;
}

}  // namespace limitest::scenario
