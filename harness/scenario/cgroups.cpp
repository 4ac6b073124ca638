// SPDX-License-Identifier: Apache-2.0
// The mapping under `cgroups:`, nested as the groups are.
#include <algorithm>

#include "harness/scenario/draft.h"
#include "harness/scenario/setting_value.h"
#include "harness/scenario/write_rules.h"

namespace limitest::scenario {
namespace {

// The group's own name may be what is wrong, so the path is checked with another in its place.
Parsed<ControlRef> setting_target(std::string_view file, const std::string& group, HierarchyChoice choice) {
  constexpr std::string_view before = "group/";
  Names names;
  names.introduce("group", {Role::cgroup});
  auto target = writable_target(fmt::format("{}{}", before, file), false, names, choice);
  if (!target) {
    Fault wrong = std::move(target).error();
    wrong.at -= std::min(wrong.at, before.size());
    return std::unexpected(std::move(wrong));
  }
  target->cgroup = group;
  return target;
}

void read_setting(const Node& file, const Node& value, Cgroup& group, Draft& draft) {
  if (!value.is_scalar())
    return refuse(draft.problems, value,
                  value.is_nothing()
                      ? fmt::format("{} has no value", quoted(file.text))
                      : fmt::format("one value is wanted here, not {}; groups below stand under "
                                    "'cgroups:'",
                                    name_of(value.kind)));
  if (file.text.find('/') != std::string::npos)
    return refuse(draft.problems, file,
                  "name the control file alone, as in memory.max; its cgroup is clear here");
  auto target = setting_target(file.text, group.name, draft.scenario.hierarchy);
  if (!target) return refuse(draft.problems, file, target.error());
  auto text =
      value_or_report(kernel_text(value.text, target->file, draft.scenario.hierarchy), value, draft.problems);
  if (text) group.settings.push_back({std::move(*target), std::move(*text), {}});
}

void read_groups(const Node& groups, const std::string& parent, Draft& draft);

void read_group(const Node& name, const Node& settings, const std::string& parent, Draft& draft) {
  draft.introduce(name.text, name, {Role::cgroup});
  if (settings.kind != Node::Kind::mapping && !settings.is_nothing() &&
      !(settings.is_scalar() && settings.text.empty()))
    return refuse(draft.problems, settings,
                  fmt::format("a cgroup takes a mapping of control files, as in {{limit: 10M}}, not {}",
                              name_of(settings.kind)));
  Cgroup group{.name = name.text, .parent = parent, .at = draft.problems.position(name.offset)};
  const Node* below = nullptr;
  for (const auto& [key, value] : settings.entries) {
    if (key.text == "cgroups")
      below = &value;
    else if (key.text == "owner")
      group.owner = read_user(value, draft.problems);
    else
      read_setting(key, value, group, draft);
  }
  draft.scenario.cgroups.push_back(std::move(group));
  if (below != nullptr) read_groups(*below, name.text, draft);
}

void read_groups(const Node& groups, const std::string& parent, Draft& draft) {
  if (groups.kind != Node::Kind::mapping)
    return refuse(draft.problems, groups,
                  fmt::format("'cgroups' takes a mapping of names, not {}", name_of(groups.kind)));
  for (const auto& [name, settings] : groups.entries) read_group(name, settings, parent, draft);
}

}  // namespace

void read_cgroups(const Node& cgroups, Draft& draft) {
  read_groups(cgroups, "", draft);
}

}  // namespace limitest::scenario
