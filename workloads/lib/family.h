// SPDX-License-Identifier: Apache-2.0
// The children of a workload: they die with it, never stay zombies, and what one had touched is taken
// off the status page when it ends, however it ends.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include <unistd.h>

#include "workloads/lib/status.h"

namespace limitest::workload {

class Family {
 public:
  explicit Family(Status& status) : status_(status) {}

  // Room for `most` children. False with a message when there is none.
  bool prepare(std::size_t most);

  // One more child; it runs body(touched) and ends if that returns false, else sleeps until it is killed.
  // `touched` is its own count. Zero, or the errno of the fork that the kernel refused.
  template <typename Body>
  int add(Body body) {
    const std::size_t index = free_slot();
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child < 0) return refusal();
    if (child == 0) {
      begin_child(parent);
      end_child(body(slots_[index].touched));
    }
    enlist(index, child);
    return 0;
  }

  // Takes note of those that have ended. No waiting.
  void reap();
  // Whether all have ended; takes no note of any, so that they stay zombies.
  [[nodiscard]] bool all_ended() const;
  void end_all();

  [[nodiscard]] std::uint32_t alive() const { return alive_; }

 private:
  struct Slot {
    pid_t pid;
    std::atomic<std::uint64_t> touched;
  };

  [[nodiscard]] std::size_t free_slot() const;
  static int refusal();
  static void begin_child(pid_t parent);
  [[noreturn]] static void end_child(bool stay);
  void enlist(std::size_t index, pid_t child);
  void forget(pid_t child);

  Status& status_;
  Slot* slots_ = nullptr;
  std::size_t most_ = 0;
  std::uint32_t alive_ = 0;
};

}  // namespace limitest::workload
