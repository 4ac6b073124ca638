// SPDX-License-Identifier: Apache-2.0
// Plays of one scenario, one after another, until they come to a verdict together.
#pragma once

#include <limits>
#include <optional>

#include "harness/result/model.h"
#include "harness/scenario/model.h"

namespace limitest::engine {

// What a person asked for on the command line.
struct RepeatWish {
  unsigned times = 1;
  bool until_fail = false;             // `times` at most, and no more after a failure
  std::optional<Nanoseconds> until{};  // no more from then on (monotonic)
};

class Series {
 public:
  Series(std::optional<scenario::Repeat> rule, RepeatWish wish) : rule_(rule), wish_(wish) {}

  // Takes in how a play ended. True: it must be played once more.
  bool take(result::Outcome outcome);

  // How often it was played so far.
  [[nodiscard]] unsigned played() const { return plays_.played; }
  // Whether one of the plays so far makes the scenario a failure.
  [[nodiscard]] bool failed() const { return failed_; }

  // What they come to together, after at least one: details are those of the first failure, else of
  // the first broken play, else of the last.
  [[nodiscard]] result::Outcome result() &&;

 private:
  void remember(result::Outcome outcome);
  [[nodiscard]] bool undecided() const;
  [[nodiscard]] result::Outcome statistical() &&;

  std::optional<scenario::Repeat> rule_;
  RepeatWish wish_;
  result::Plays plays_;
  double log_odds_ = 0;  // of a right kernel against a broken one
  bool failed_ = false;
  bool condemned_ = false;                // by a play that no chance excuses
  std::optional<result::Outcome> shown_;  // the play whose details are kept
  std::optional<result::Outcome> pass_;
};

}  // namespace limitest::engine
