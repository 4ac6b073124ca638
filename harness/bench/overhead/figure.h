// SPDX-License-Identifier: Apache-2.0
// What the harness itself costs, each figure against its goal. A figure is a ratio taken within one
// run, or a latency of ours after an event of the kernel's.
#pragma once

#include <string>

#include "harness/cgroup/group.h"
#include "harness/engine/session.h"

namespace limitest::bench {

struct Figure {
  std::string name;
  double value = 0;
  std::string unit;  // "x", "ms", "%"
  bool at_most = true;
  double goal = 0;
  std::string detail;
};

// Where the measurements take place.
struct Bench {
  const engine::Session& session;
  const engine::Programs& programs;
  engine::SlackModel slack;
};

// An empty scenario against the same system calls made by hand.
Result<Figure> empty_scenario(const Bench& bench);
// From a notice of the kernel's to the verdict on it.
Result<Figure> verdict_latency(const Bench& bench);
// A hundred scenarios that sleep half a second, side by side and one by one.
Result<Figure> parallel_speed_up(const Bench& bench);
// A sample of usage against a bare pread on a kept descriptor.
Result<Figure> sampling(const Bench& bench);
// The keeper's filling against memset of as much memory.
Result<Figure> keeper_fill(const Bench& bench);
// How far the grower's pace is from what was asked.
Result<Figure> grower_drift(const Bench& bench);

}  // namespace limitest::bench
