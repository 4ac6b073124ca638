// SPDX-License-Identifier: Apache-2.0
// Scenarios that were skipped for one reason are told once, with the reason.
#pragma once

#include <string>
#include <vector>

namespace limitest::reports {

template <class Item>
struct Group {
  std::string reason;
  std::vector<Item> items;
};

// In the order in which the reasons first came; `reason_of` names an item's.
template <class Item, class ReasonOf>
std::vector<Group<Item>> grouped_by_reason(const std::vector<Item>& items, ReasonOf reason_of) {
  std::vector<Group<Item>> groups;
  for (const Item& item : items) {
    const std::string& reason = reason_of(item);
    auto group = groups.begin();
    while (group != groups.end() && group->reason != reason) ++group;
    if (group == groups.end()) group = groups.insert(group, {reason, {}});
    group->items.push_back(item);
  }
  return groups;
}

}  // namespace limitest::reports
