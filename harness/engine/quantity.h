// SPDX-License-Identifier: Apache-2.0
// A number under test together with how sure it is: an interval that holds the truth, where the
// number was read, and whether it can still change.
#pragma once

#include <string>
#include <vector>

#include "harness/engine/slack.h"
#include "harness/scenario/expression.h"

namespace limitest::engine {

enum class Kind : std::uint8_t { count, bytes, time };

struct Quantity {
  double value = 0;
  double low = 0;  // the truth lies in [low, high]
  double high = 0;
  Kind kind = Kind::count;
  bool exact = true;                  // low == high by nature, not by chance
  bool final = true;                  // no waiting can change it
  std::string unknown;                // why there is no number; empty: there is one
  Charging charging{.groups = 0};     // of charged readings, the more uncertain of several; else no groups
  std::vector<std::string> readings;  // "box/usage = 104857600 (100M)"
  std::vector<std::string> slack;     // "box/usage may read up to ..."
};

Quantity exactly(double value, Kind kind, bool final);
Quantity unknown(std::string why, bool final);

// Interval arithmetic; readings and slack of both sides are kept.
Quantity combine(char operation, const Quantity& left, const Quantity& right);

// "104857600 (100M)", "3", "1.5s", "no limit"
std::string value_text(double value, Kind kind);

}  // namespace limitest::engine
