// SPDX-License-Identifier: Apache-2.0
// From the stage: who may have charged a group, on which CPUs.
#pragma once

#include "harness/engine/slack.h"
#include "harness/engine/stage.h"

namespace limitest::engine {

// Of a group of the scenario, with those below it. Its CPUs are known only while every process of the
// scenario lives and is pinned: what ends is uncharged wherever the kernel gets to it.
Charging charging_of(const Stage& stage, const cgroup::Group& group);

// Of what stopped a process: any limit on its way up, where the stocks of groups beside it count as well.
Charging charging_of(const Stage& stage, const Actor& actor);

}  // namespace limitest::engine
