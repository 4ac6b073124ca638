// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "harness/base/nearest.h"
#include "harness/scenario/draft.h"

namespace limitest::scenario {
namespace {

std::vector<std::string> slugs_of(const Catalogue& catalogue) {
  std::vector<std::string> slugs;
  for (const Behaviour& behaviour : catalogue.behaviours) slugs.push_back(behaviour.slug);
  return slugs;
}

}  // namespace

void read_covers(const Node& covers, Draft& draft) {
  std::vector<std::string>& slugs = draft.scenario.covers;
  for (const Node* node : scalars_of(covers, draft.problems)) {
    const Behaviour* behaviour = draft.catalogue.behaviour(node->text);
    if (behaviour == nullptr)
      refuse(draft.problems, *node,
             fmt::format("no behaviour {}{}", quoted(node->text),
                         suggestion(node->text, slugs_of(draft.catalogue))));
    else if (behaviour->hierarchy && draft.scenario.hierarchy &&
             behaviour->hierarchy != draft.scenario.hierarchy)
      refuse(draft.problems, *node,
             fmt::format("{} is a promise of {}, this scenario is about {}", quoted(node->text),
                         to_string(*behaviour->hierarchy), to_string(*draft.scenario.hierarchy)));
    else if (std::ranges::find(slugs, node->text) != slugs.end())
      refuse(draft.problems, *node, fmt::format("{} is there twice", quoted(node->text)));
    else
      slugs.push_back(node->text);
  }
}

}  // namespace limitest::scenario
