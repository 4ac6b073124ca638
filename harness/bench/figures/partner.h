// SPDX-License-Identifier: Apache-2.0
// A second process that does the same at the same time on another CPU, when asked to. Between its turns
// it spins, so that the other CPU is never idle: what differs is what it does to the memory controller.
#pragma once

#include <atomic>

#include "harness/bench/figures/memory.h"
#include "harness/bench/figures/scene.h"

namespace limitest::bench {

class Partner {
 public:
  // Forks; the child enters `seat`. The error says if there is no second CPU.
  static Result<std::unique_ptr<Partner>> start(const Seat& seat, Operation& operation);
  ~Partner();
  Partner(const Partner&) = delete;
  Partner& operator=(const Partner&) = delete;

  // Returns once the partner is at it, or has stopped.
  void work(bool wanted);

 private:
  struct Shared {
    std::atomic<bool> wanted;
    std::atomic<bool> working;
  };
  Partner(int pid, Shared* shared) : pid_(pid), shared_(shared) {}
  [[noreturn]] static void live(const Seat& seat, Operation& operation, Shared& shared);

  int pid_;
  Shared* shared_;
};

}  // namespace limitest::bench
