// SPDX-License-Identifier: Apache-2.0
// Which of several scenarios killed the kernel. Each that was in flight is played once more, alone, in
// a fresh guest; what comes of that is held back until it is known who did it.
#pragma once

#include <vector>

#include "harness/guest/death.h"
#include "harness/guest/guest_scenario.h"

namespace limitest::guest {

class Inquest {
 public:
  // Opened with the first death that more than one scenario may have caused.
  void suspect(std::vector<const GuestScenario*> in_flight, Death death);

  [[nodiscard]] bool open() const { return !suspects_.empty(); }
  [[nodiscard]] const std::vector<const GuestScenario*>& suspects() const { return suspects_; }

  // A fresh guest plays all suspects from the start.
  void begin() { held_.clear(); }
  void hold(result::Outcome outcome) { held_.push_back(std::move(outcome)); }

  // One was found out, or there is nothing more to find: what was held, as it came.
  std::vector<result::Outcome> close();
  // None of them kills the kernel alone; together they did, so those that passed alone failed.
  std::vector<result::Outcome> close_with_all_guilty();

 private:
  std::vector<const GuestScenario*> suspects_;
  std::vector<result::Outcome> held_;
  Death first_death_;
};

}  // namespace limitest::guest
