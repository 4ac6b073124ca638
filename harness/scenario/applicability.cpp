// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/applicability.h"

#include <algorithm>
#include <array>

#include <fmt/ranges.h>

#include "harness/base/kernel_version.h"
#include "harness/scenario/kernel_rule.h"

namespace limitest::scenario {
namespace {

constexpr std::array keys{
    Key{"since", ValueKind::kernel_version, optional, "only on this kernel and later ones"},
    Key{"before", ValueKind::kernel_version, optional, "only on earlier kernels"},
    Key{"config", ValueKind::config, optional, "only on kernels configured so"},
    Key{"swap", ValueKind::swap, optional, "only on machines without swap, or with some"},
    Key{"hierarchy", ValueKind::hierarchy, optional, "only on this hierarchy"},
};

constexpr std::array<std::string_view, 2> swap_words{"none", "some"};
constexpr std::array<std::string_view, 2> hierarchy_words{"v1", "v2"};

void read_bound(const Fields& fields, std::string_view key, std::string_view sign, std::string& rule,
                Problems& problems) {
  const Node* node = fields.find(key);
  if (node == nullptr) return;
  if (const auto version = value_or_report(kernel_version(node->text), *node, problems))
    rule += fmt::format("{}{} {}", rule.empty() ? "" : " ", sign, *version);
}

}  // namespace

std::span<const Key> applicability_keys() {
  return keys;
}

bool is_applicability_key(std::string_view key) {
  return std::ranges::find(keys, key, &Key::name) != keys.end();
}

Applicability read_applicability(const Fields& fields, Problems& problems) {
  Applicability applies;
  std::string rule;
  read_bound(fields, "since", ">=", rule, problems);
  read_bound(fields, "before", "<", rule, problems);
  if (!rule.empty() && is_unsatisfiable(rule))
    refuse(problems, *fields.find("before"), fmt::format("'{}' holds for no kernel", rule));
  if (!rule.empty()) applies.kernels.push_back(std::move(rule));
  if (const Node* kernels = fields.find("kernel"))
    for (const Node* one : scalars_of(*kernels, problems))
      if (auto range = value_or_report(kernel_rule(one->text), *one, problems))
        applies.kernels.push_back(std::move(*range));
  if (const Node* config = fields.find("config")) applies.config = read_config(*config, problems);
  if (const Node* swap = fields.find("swap"))
    if (const auto choice = read_choice(*swap, swap_words, "word for swap", problems))
      applies.swap = *choice == 0 ? Swap::none : Swap::some;
  if (const Node* hierarchy = fields.find("hierarchy"))
    if (const auto choice = read_choice(*hierarchy, hierarchy_words, "hierarchy", problems))
      applies.hierarchy = *choice == 0 ? cgroup::Hierarchy::v1 : cgroup::Hierarchy::v2;
  return applies;
}

std::string describe(const Applicability& applies) {
  std::vector<std::string> parts;
  if (!applies.kernels.empty())
    parts.push_back(fmt::format("on kernels {}", fmt::join(applies.kernels, " or ")));
  for (const ConfigRule& rule : applies.config) parts.push_back(describe(rule));
  if (applies.swap != Swap::any)
    parts.emplace_back(applies.swap == Swap::none ? "without swap" : "with swap");
  if (applies.hierarchy) parts.push_back(fmt::format("on {}", to_string(*applies.hierarchy)));
  return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace limitest::scenario
