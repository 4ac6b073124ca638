// SPDX-License-Identifier: Apache-2.0
// What a whole run comes to, in one sentence that a person can act on.
#pragma once

#include <string>

#include "harness/result/model.h"

namespace limitest::reports {

struct Headline {
  result::Verdict verdict = result::Verdict::broken;  // sets the tone; pass only where the run is a success
  std::string sentence;  // "3 of 42 claims failed on Linux 6.18.44, hierarchy v1"
  std::string place;     // "Linux 6.18.44, hierarchy v1"
  std::string brief;     // "✗ 3/42 failed"
  std::string trouble;   // why the run as a whole is no result: cut short, nothing ran; else empty
};

// Expects a run that `settled` has gone over.
Headline headline(const result::Run& run);

// The run with every scenario that a crash or an interrupt left in flight told as a broken outcome too, so
// that no report can forget it; and with its duration, where the closing line that holds it was never
// written.
result::Run settled(const result::Run& run);

}  // namespace limitest::reports
