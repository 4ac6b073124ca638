// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/docket.h"

#include <algorithm>
#include <utility>

namespace limitest::guest {

Docket::Docket(const std::vector<GuestScenario>& scenarios) {
  for (const GuestScenario& one : scenarios) waiting_.push_back(&one);
}

const GuestScenario* Docket::find(const std::string& name) const {
  const auto found = std::ranges::find(waiting_, name, &GuestScenario::name);
  return found == waiting_.end() ? nullptr : *found;
}

void Docket::introduce(result::Machine machine) {
  if (!std::exchange(knows_machine_, true)) events_.emplace_back(MachineKnown{std::move(machine)});
}

void Docket::announce(const std::string& scenario) {
  if (std::ranges::find(announced_, scenario) != announced_.end()) return;
  announced_.push_back(scenario);
  events_.emplace_back(ScenarioStarted{scenario});
}

void Docket::end(result::Outcome outcome) {
  const GuestScenario* known = find(outcome.scenario);
  if (known == nullptr) return;
  outcome.file = known->source->file;
  std::erase(waiting_, known);
  events_.emplace_back(ScenarioEnded{std::move(outcome)});
}

std::vector<Event> Docket::take_events() {
  return std::exchange(events_, {});
}

result::Outcome outcome_without_end(const GuestScenario& scenario, result::Verdict verdict,
                                    std::string reason) {
  return {.scenario = scenario.name,
          .claim = scenario.claim,
          .file = scenario.source->file,
          .line = 1,
          .verdict = verdict,
          .reason = std::move(reason)};
}

}  // namespace limitest::guest
