// SPDX-License-Identifier: Apache-2.0
// Results of several machines, as those of one matrix.
#pragma once

#include <vector>

#include "harness/result/model.h"

namespace limitest::result {

// Each machine is a cell, in the order given; a matrix brings its own. A kernel that several machines have
// bears the name of the image, else of the host; what is told twice of one machine, a number. The first run's
// id and version stand for all. `runs` must not be empty.
Run join(std::vector<Run> runs);

}  // namespace limitest::result
