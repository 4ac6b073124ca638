// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/series.h"

#include <cmath>

#include <fmt/format.h>

#include "harness/base/clock.h"
#include "harness/base/result.h"

namespace limitest::engine {
namespace {

using result::Outcome;
using result::Verdict;

// The gravest is kept to look at.
int gravity(const Outcome& outcome) {
  if (outcome.inexcusable) return 4;
  switch (outcome.verdict) {
    case Verdict::fail:
      return 3;
    case Verdict::known:
      return 2;
    case Verdict::broken:
      return 1;
    case Verdict::skip:
    case Verdict::pass:
      break;
  }
  return 0;
}

bool is_failure(Verdict verdict) {
  return verdict == Verdict::fail || verdict == Verdict::known;
}

double bound_of(const scenario::Repeat& rule) {
  return std::log(rule.confidence / (1 - rule.confidence));
}

}  // namespace

void Series::remember(Outcome outcome) {
  if (outcome.verdict == Verdict::pass) pass_ = outcome;
  const int before = shown_ ? gravity(*shown_) : 0;
  const bool ends_it = rule_ && outcome.verdict == Verdict::broken;  // statistical() tells why
  if (!shown_ || ends_it || gravity(outcome) > before || before == 0) shown_ = std::move(outcome);
}

bool Series::undecided() const {
  return std::abs(log_odds_) < bound_of(*rule_);
}

bool Series::take(Outcome outcome) {
  ++plays_.played;
  const bool failure = is_failure(outcome.verdict);
  if (failure) ++plays_.failed;
  if (outcome.verdict == Verdict::pass) ++plays_.passed;
  const bool broken = outcome.verdict == Verdict::broken;
  const bool unknown = outcome.verdict == Verdict::fail;
  if (broken) ++plays_.broken;
  condemned_ = condemned_ || outcome.inexcusable;
  remember(std::move(outcome));
  if (!rule_) {
    failed_ = failed_ || unknown;
    const bool late = wish_.until && monotonic_now() >= *wish_.until;
    return plays_.played < wish_.times && !late && !(wish_.until_fail && failed_);
  }
  if (condemned_) {
    failed_ = true;
    return false;
  }
  if (failure) log_odds_ += std::log((1 - rule_->right) / (1 - rule_->broken));
  if (!failure && !broken) log_odds_ += std::log(rule_->right / rule_->broken);
  const bool more = undecided() && plays_.played < rule_->times && !broken;
  failed_ = !more && log_odds_ < 0;
  return more;
}

// A play that broke says nothing of the kernel, so it ends the series and is its verdict.
Outcome Series::statistical() && {
  if (condemned_) return std::move(*shown_);
  const std::string tally = fmt::format("{} of {} plays passed", plays_.passed, plays_.played);
  const bool right = log_odds_ > 0;
  Outcome outcome = std::move(right && pass_ && plays_.broken == 0 ? *pass_ : *shown_);
  if (plays_.broken == 0 && !right) {
    outcome.reason = fmt::format("{}, at least {:.0f}% were expected; the first that failed: {}", tally,
                                 rule_->right * 100, outcome.reason);
  } else if (plays_.broken == 0 && plays_.failed > 0) {
    outcome.remarks.push_back(tally);
  }
  if (plays_.broken == 0 && undecided())
    outcome.remarks.push_back(
        fmt::format("{} plays were not enough to be {:g}% sure", plays_.played, rule_->confidence * 100));
  return outcome;
}

Outcome Series::result() && {
  LIMITEST_ASSERT(shown_);
  const result::Plays plays = plays_;
  Outcome outcome = rule_ ? std::move(*this).statistical() : std::move(*shown_);
  if (plays.played == 1 && wish_.times == 1) return outcome;
  outcome.plays = plays;
  if (rule_) return outcome;
  if (plays.failed > 0 && plays.passed > 0)
    outcome.reason =
        fmt::format("flaky: it failed {} of {} times; {}", plays.failed, plays.played, outcome.reason);
  else if (plays.failed > 1)
    outcome.reason = fmt::format("it failed {} of {} times; {}", plays.failed, plays.played, outcome.reason);
  else if (plays.broken > 0)
    outcome.reason = fmt::format("it broke {} of {} times; {}", plays.broken, plays.played, outcome.reason);
  return outcome;
}

}  // namespace limitest::engine
