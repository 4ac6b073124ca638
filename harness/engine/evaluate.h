// SPDX-License-Identifier: Apache-2.0
// Says whether a condition holds right now, whether waiting could change that, and what was seen.
#pragma once

#include <string>

#include "harness/engine/stage.h"
#include "harness/scenario/expression.h"

namespace limitest::engine {

struct Judgement {
  bool holds = false;
  bool unknown = false;    // a reading it needs is not to be had: neither it nor its contrary holds
  bool final = false;      // no waiting can change it: the process concerned has ended, ...
  bool announced = false;  // only an event that wakes us can change it: no need to ask meanwhile
  std::string seen;        // "keep.touched = 52428800 (50M)"
  std::string slack;       // derivation of the tolerance used; empty without one
};

Judgement judge(const scenario::Condition& condition, Stage& stage);

Quantity evaluate(const scenario::Formula& formula, Stage& stage);

}  // namespace limitest::engine
