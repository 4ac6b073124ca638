// SPDX-License-Identifier: Apache-2.0
// Two conditions compared within one run: interleaved A B B A, so that drift of the machine meets
// both alike; what counts is the median of the ratios of neighbours.
#pragma once

#include <vector>

#include "harness/base/clock.h"
#include "harness/bench/statistics.h"

namespace limitest::bench {

struct Paired {
  double a = 0;      // median of A, ns
  double b = 0;      // median of B, ns
  double ratio = 0;  // median of A / B over neighbouring pairs
};

template <class Call>
double timed(Call& call) {
  const Nanoseconds begin = monotonic_now();
  call();
  return static_cast<double>((monotonic_now() - begin).count());
}

template <class A, class B>
Paired compare_pairs(int rounds, A&& a, B&& b) {
  std::vector<double> all_a;
  std::vector<double> all_b;
  std::vector<double> ratios;
  for (int round = 0; round < rounds; ++round) {
    const bool a_first = round % 2 == 0;
    const double first = a_first ? timed(a) : timed(b);
    const double second = a_first ? timed(b) : timed(a);
    all_a.push_back(a_first ? first : second);
    all_b.push_back(a_first ? second : first);
    ratios.push_back(all_a.back() / all_b.back());
  }
  return {median(all_a), median(all_b), median(ratios)};
}

}  // namespace limitest::bench
