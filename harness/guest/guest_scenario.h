// SPDX-License-Identifier: Apache-2.0
// A scenario as a guest gets it.
#pragma once

#include <string>
#include <vector>

#include "harness/base/bytes.h"

namespace limitest::guest {

// Names and files of outcomes come back as they are here.
struct ScenarioFile {
  std::string file;  // for messages
  std::string base;  // the name its scenarios bear
  std::string text;
};

struct GuestScenario {
  std::string name;
  std::string claim;
  const ScenarioFile* source = nullptr;  // must outlive the run
  Nanoseconds timeout{};                 // of the scenario itself
  bool without_swap = false;             // it needs a machine without swap
  bool repeated = false;                 // it says itself how often it is played
  std::vector<std::string> programs{};   // of the host, that it runs
};

// Rules of known deviations beside the scenarios, without fault.
struct KnownList {
  std::string file;  // its name, without folder
  std::string text;
};

}  // namespace limitest::guest
