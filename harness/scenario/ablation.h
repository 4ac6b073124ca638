// SPDX-License-Identifier: Apache-2.0
// A scenario with one thing left out or turned round. Played, it must not pass any more; if it does, that
// thing had no part in the proof, and a kernel that loses it would not be caught.
#pragma once

#include <string>
#include <vector>

#include "harness/scenario/catalogue.h"
#include "harness/scenario/model.h"

namespace limitest::scenario {

struct Ablation {
  std::string words;  // "without: write 10M to box/memory.limit_in_bytes"
  Position at;
  Scenario scenario;
  std::string unwritten{};  // the control file whose write was left out; empty: something else changed
};

// All of a scenario's, always in the same order:
//  - each setting of a cgroup, each accepted write and move, each signal and order to a workload is left out;
//  - each listener listens to a group where nothing happens;
//  - each amount a workload is told becomes the least there is (one page, one child), each other parameter of
//    it goes back to its default; not where that is no other value, nor where the matrix varies the parameter
//    under its name: then the scenario claims to hold whatever it is;
//  - each refusal is expected to be accepted;
//  - each expectation is turned into its contrary.
// What would no longer be a scenario without the thing (a process that was not started) is not in the list.
// `patience`: how long an expectation may take, whatever the scenario says, and how long the contrary of one
// that takes time must last.
std::vector<Ablation> ablations_of(const Scenario& scenario, const Catalogue& catalogue,
                                   Nanoseconds patience);

}  // namespace limitest::scenario
