// SPDX-License-Identifier: Apache-2.0
// Groups without tasks, made and removed as a whole.
#pragma once

#include <string>

#include "harness/cgroup/group.h"

namespace limitest::bench {

// Its groups are PLACE/g0, PLACE/g1, ...; `place` must outlive it.
class Crowd {
 public:
  explicit Crowd(const cgroup::Group& place);
  ~Crowd() { (void)resize(0); }
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  Errno resize(int count);

 private:
  [[nodiscard]] Errno make(const std::string& name) const;
  void settle() const;

  const cgroup::Group& place_;
  long others_;  // groups that are not ours
  int size_ = 0;
};

}  // namespace limitest::bench
