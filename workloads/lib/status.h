// SPDX-License-Identifier: Apache-2.0
// A workload's side of the status page. Without a harness the page is a private one, so the same code
// runs by hand; then it also talks to the terminal.
#pragma once

#include <cstdint>
#include <optional>

#include "workloads/lib/clock.h"
#include "workloads/status_page.h"

namespace limitest::workload {

// How long a command may lie unread.
inline constexpr Time nap_length = 10 * millisecond;

class Status {
 public:
  // Maps the page behind `fd`, or makes a private one for -1. Says on stderr what is wrong with it.
  static std::optional<Status> attach(int fd);

  [[nodiscard]] bool by_hand() const { return by_hand_; }
  [[nodiscard]] std::uint64_t touched() const { return page_->touched.load(std::memory_order_relaxed); }

  void working() { page_->phase.store(Phase::working); }
  void holding() { page_->phase.store(Phase::holding); }
  void done() { page_->phase.store(Phase::done); }
  void children(std::uint32_t number) { page_->children.store(number); }

  // The heartbeat of a workload with one thread: a plain addition, as nobody else writes.
  void beat() {
    page_->progress.store(page_->progress.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    page_->last_beat.store(now(), std::memory_order_relaxed);
  }
  // One more piece written to, told at once: a kill at the next one leaves the count exact.
  void touched_more(std::uint64_t bytes) {
    page_->touched.store(touched() + bytes, std::memory_order_relaxed);
    beat();
  }
  void touched_now(std::uint64_t bytes) {
    page_->touched.store(bytes, std::memory_order_relaxed);
    beat();
  }

  // The same where several threads or processes report.
  void beat_shared();
  void touched_more_shared(std::uint64_t bytes);
  void touched_less_shared(std::uint64_t bytes);

  // The kernel said no and the workload carries on. `error` is the errno.
  void refused(int error);

  // The command that has not been carried out yet, or none. carried_out() is its receipt.
  [[nodiscard]] Command pending() const;
  void carried_out();

  // Waits until `deadline` at most, with a live heart; returns early on a command or a signal.
  void wait_until(Time deadline);
  void nap() { wait_until(now() + nap_length); }

 private:
  Status(StatusPage* page, bool by_hand) : page_(page), by_hand_(by_hand) {}

  StatusPage* page_;
  bool by_hand_;
};

}  // namespace limitest::workload
