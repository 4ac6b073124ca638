// SPDX-License-Identifier: Apache-2.0
// A forked process that gets ready, waits for a word, and ends. In the cgroup of whoever forks it.
#pragma once

#include <functional>
#include <memory>

#include "harness/base/fd.h"

namespace limitest::bench {

class HeldChild {
 public:
  // Null if it cannot be forked or `get_ready`, run in the child, says false. Returns when it is ready.
  static std::unique_ptr<HeldChild> fork(const std::function<bool()>& get_ready);
  // Kills what still lives, and reaps.
  ~HeldChild();
  HeldChild(const HeldChild&) = delete;
  HeldChild& operator=(const HeldChild&) = delete;

  // It ends now; returns when it is reaped.
  void let_go();
  [[nodiscard]] int pid() const { return pid_; }

 private:
  HeldChild(int pid, Fd word) : pid_(pid), word_(std::move(word)) {}
  int pid_;
  Fd word_;
};

}  // namespace limitest::bench
