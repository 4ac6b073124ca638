// SPDX-License-Identifier: Apache-2.0
// Conditions turned into what must not be true where they are: the proof that an expectation can fail.
#pragma once

#include <vector>

#include "harness/scenario/expression.h"

namespace limitest::scenario {

struct Contrary {
  Condition condition;
  // Whether it may be true for a while before the original comes true, so that only its staying true would
  // contradict the original.
  bool must_last = false;
};

// One for each of the parts that are joined by `and`, the others left as they are. A state becomes one that
// excludes it (paused: killed), a bound lies on the other side with twice the distance (at least 8M: less
// than 4M), a value is doubled. Of parts joined by `or` none may be true any more: all
// are turned, and joined by `and`.
std::vector<Contrary> contraries_of(const Condition& condition);

}  // namespace limitest::scenario
