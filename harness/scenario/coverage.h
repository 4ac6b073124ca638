// SPDX-License-Identifier: Apache-2.0
// What a set of scenarios covers: which behaviours, as they say themselves, and which uses of which control
// file, as their steps show.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/scenario/catalogue.h"
#include "harness/scenario/model.h"

namespace limitest::scenario {

struct CoveredBehaviour {
  const Behaviour* behaviour;
  std::vector<const Scenario*> scenarios;  // in the order given
};

// One for each behaviour of the catalogue, in its order.
std::vector<CoveredBehaviour> covered_behaviours(const Catalogue& catalogue,
                                                 std::span<const Scenario* const> scenarios);

// How many scenarios use one control file on one hierarchy, by what they do with it:
//  read     it stands in an expectation or is saved
//  written  a setting or a step writes to it and must be accepted; a listener is registered through it, a
//           process moved
//  refused  the same with `fails:`
//  effect   it was written, and a later expectation speaks of something else: a process, a listener or
//           another file; or it only reports, and is read after a step that did something; or a listener to
//           it is spoken of
struct FileUse {
  const cgroup::ControlFile* file;
  cgroup::Hierarchy hierarchy;
  std::size_t read = 0, written = 0, refused = 0, effect = 0;

  // What can be done with the file and no scenario does: "read", "wrong write", ...
  [[nodiscard]] std::vector<std::string> holes() const;
};

// One for each control file of each hierarchy, in the order of the table of cgroup/control_file.h.
std::vector<FileUse> file_uses(std::span<const Scenario* const> scenarios);

}  // namespace limitest::scenario
