// SPDX-License-Identifier: Apache-2.0
// What a scenario touches beyond its own groups: control files by their real names, the root of the
// hierarchy, programs. Steps with a reason in `left_out` (applies.h) count for nothing; empty: all count.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "harness/cgroup/control_file.h"
#include "harness/scenario/model.h"

namespace limitest::engine {

struct Mentioned {
  std::set<std::string>
      files;          // read, written or listened to; not those that `exists` or `missing` ask about
  bool root = false;  // of the hierarchy
};

Mentioned mentioned_in(const scenario::Scenario& scenario, cgroup::Hierarchy hierarchy,
                       const std::vector<std::string>& left_out = {});

// The files of the above.
std::vector<std::string> control_files_of(const scenario::Scenario& scenario, cgroup::Hierarchy hierarchy,
                                          const std::vector<std::string>& left_out = {});

// The programs it runs or says it needs.
std::vector<std::string> programs_of(const scenario::Scenario& scenario,
                                     const std::vector<std::string>& left_out = {});

// Whether it starts a workload for which `such` is true.
bool starts(const scenario::Scenario& scenario, bool (*such)(const scenario::Start&));

}  // namespace limitest::engine
