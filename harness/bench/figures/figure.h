// SPDX-License-Identifier: Apache-2.0
// What can be measured, as a table: each family of figures is one file, and one line in table.cpp.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "harness/bench/figures/scene.h"

namespace limitest::bench {

struct Figure {
  std::string name;  // "charge/anon/depth:64"
  std::string unit;  // what the time is for: "page", "fork", "write"
  // Measures in the calling process, which it may move and change as it likes: it runs nothing else.
  // The error says why this machine cannot tell.
  std::function<Result<std::vector<Sample>>(const Scene&)> measure;
  int processes = 5;  // how many measure, one after the other; the median of them counts
  Nanoseconds budget = std::chrono::milliseconds(350);  // of each
};

using Figures = std::vector<Figure>;

Figures charge_figures();
Figures uncharge_figures();
Figures kernel_memory_figures();
Figures limit_figures();
Figures reclaim_figures();
Figures swap_figures();
Figures move_charge_figures();
Figures control_figures();
Figures growth_figures();
Figures latency_figures();

// All of them, in the order of the families.
const Figures& all_figures();
// Null for a name that is none.
const Figure* find_figure(std::string_view name);

using MakeOperation = std::function<Result<std::unique_ptr<Operation>>()>;

// One operation in every place a task can be, each against the same in the root group: NAME/root (an A/A
// pair), NAME/child, NAME/limit (a child with a limit that is never reached), NAME/depth:2, 4, 16, 64.
Figures in_every_place(const std::string& name, const std::string& unit, const MakeOperation& make);

}  // namespace limitest::bench
