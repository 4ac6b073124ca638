// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/figures/interleave.h"

#include "harness/bench/figures/markers.h"

namespace limitest::bench {
namespace {

constexpr int warm_up_rounds = 10;
constexpr std::size_t fewest_rounds = 5;
constexpr std::size_t most_samples = 20'000;  // beyond, nothing is learnt

Nanoseconds now_by(clockid_t clock) {
  timespec now{};
  (void)::clock_gettime(clock, &now);
  return std::chrono::seconds(now.tv_sec) + Nanoseconds(now.tv_nsec);
}

// Nanoseconds per unit of one run in its lane.
Result<double> sample(const Lane& lane, void (*begins)()) {
  if (const Errno answer = lane.enter(); !answer.accepted())
    return failure("entering the cgroup: {}", answer.described());
  Operation& operation = *lane.operation;
  if (const Errno answer = operation.prepare(); !answer.accepted())
    return failure("preparing: {}", answer.described());
  const clockid_t clock = operation.clock();
  const Nanoseconds begin = now_by(clock);
  begins();
  const Errno ran = operation.run();
  limitest_mark_end();
  const Nanoseconds took = now_by(clock) - begin;
  if (!ran.accepted()) return failure("the operation itself: {}", ran.described());
  if (const Errno answer = operation.reset(); !answer.accepted())
    return failure("clearing up: {}", answer.described());
  return static_cast<double>(took.count()) / operation.units();
}

Result<> round(const Lane& base, const Lane& subject, std::vector<Sample>& samples) {
  Sample early;
  Sample late;
  early.base = LIMITEST_TRY(sample(base, limitest_mark_base));
  early.subject = LIMITEST_TRY(sample(subject, limitest_mark_subject));
  early.control = LIMITEST_TRY(sample(base, limitest_mark_control));
  late.control = LIMITEST_TRY(sample(base, limitest_mark_control));
  late.subject = LIMITEST_TRY(sample(subject, limitest_mark_subject));
  late.base = LIMITEST_TRY(sample(base, limitest_mark_base));
  early.units = late.units = subject.operation->units();
  samples.push_back(early);
  samples.push_back(late);
  return {};
}

}  // namespace

Result<std::vector<Sample>> interleave(const Lane& base, const Lane& subject, Nanoseconds budget) {
  const Nanoseconds begin = monotonic_now();
  std::vector<Sample> samples;
  for (int i = 0; i < warm_up_rounds && monotonic_now() < begin + budget / 5; ++i)
    LIMITEST_TRY_VOID(round(base, subject, samples));
  samples.clear();
  while ((monotonic_now() < begin + budget || samples.size() < 2 * fewest_rounds) &&
         samples.size() < most_samples)
    LIMITEST_TRY_VOID(round(base, subject, samples));
  return samples;
}

Result<std::vector<Sample>> repeat(const Lane& subject, Nanoseconds budget, std::size_t at_least) {
  LIMITEST_TRY(sample(subject, limitest_mark_subject));  // the first one warms up
  const Nanoseconds begin = monotonic_now();
  std::vector<Sample> samples;
  while ((monotonic_now() < begin + budget || samples.size() < at_least) && samples.size() < most_samples)
    samples.push_back({.subject = LIMITEST_TRY(sample(subject, limitest_mark_subject)),
                       .units = subject.operation->units()});
  return samples;
}

}  // namespace limitest::bench
