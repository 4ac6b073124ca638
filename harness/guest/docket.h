// SPDX-License-Identifier: Apache-2.0
// The scenarios of a guest run that have not ended, and what there is to tell of all of them.
#pragma once

#include <string>
#include <vector>

#include "harness/guest/guest_run.h"
#include "harness/guest/guest_scenario.h"

namespace limitest::guest {

class Docket {
 public:
  // `scenarios` must outlive it.
  explicit Docket(const std::vector<GuestScenario>& scenarios);

  [[nodiscard]] const std::vector<const GuestScenario*>& waiting() const { return waiting_; }
  // Null for one that has ended.
  [[nodiscard]] const GuestScenario* find(const std::string& name) const;

  // Told once, however often it boots; a scenario that is played again is announced once.
  [[nodiscard]] bool knows_machine() const { return knows_machine_; }
  void introduce(result::Machine machine);
  void announce(const std::string& scenario);
  // No matter of ours if it has ended.
  void end(result::Outcome outcome);

  std::vector<Event> take_events();

 private:
  std::vector<const GuestScenario*> waiting_;
  std::vector<std::string> announced_;
  std::vector<Event> events_;
  bool knows_machine_ = false;
};

// The outcome of a scenario that could not be played to its end.
result::Outcome outcome_without_end(const GuestScenario& scenario, result::Verdict verdict,
                                    std::string reason);

}  // namespace limitest::guest
