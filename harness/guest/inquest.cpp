// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/inquest.h"

#include <utility>

#include <fmt/ranges.h>

namespace limitest::guest {

using result::Outcome;
using result::Verdict;

void Inquest::suspect(std::vector<const GuestScenario*> in_flight, Death death) {
  suspects_ = std::move(in_flight);
  first_death_ = std::move(death);
}

std::vector<Outcome> Inquest::close() {
  suspects_.clear();
  return std::exchange(held_, {});
}

std::vector<Outcome> Inquest::close_with_all_guilty() {
  std::vector<std::string> names;
  for (const GuestScenario* one : suspects_) names.push_back(one->name);
  std::vector<Outcome> outcomes = close();
  for (Outcome& outcome : outcomes) {
    if (outcome.verdict != Verdict::pass) continue;
    outcome.verdict = Verdict::fail;
    outcome.reason = fmt::format("{}, while these were in flight: {}; alone it passes", first_death_.reason,
                                 fmt::join(names, ", "));
    outcome.evidence.insert(outcome.evidence.end(), first_death_.evidence.begin(),
                            first_death_.evidence.end());
  }
  return outcomes;
}

}  // namespace limitest::guest
