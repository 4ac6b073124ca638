// SPDX-License-Identifier: Apache-2.0
// The process that plays one scenario once, seen from the supervisor: started, heard, and ended.
#pragma once

#include <optional>
#include <string>

#include "harness/cgroup/group.h"
#include "harness/engine/given_controller.h"
#include "harness/engine/job.h"
#include "harness/engine/kernel_log.h"
#include "harness/engine/series.h"
#include "harness/engine/supervisor.h"
#include "harness/process/exit_status.h"
#include "harness/process/output_page.h"
#include "harness/process/spawn.h"

namespace limitest::engine {

class Player {
 public:
  // `program` is limitest itself, started as `limitest play`.
  static Result<Player> start(Task task, Series series, const std::string& program);
  Player(Player&&) = default;
  Player& operator=(Player&&) = delete;
  // Kills and reaps the process if it still plays.
  ~Player();

  [[nodiscard]] int pidfd() const { return child_.pidfd.number(); }
  [[nodiscard]] Nanoseconds deadline() const { return deadline_; }
  [[nodiscard]] bool alone() const { return task_.alone; }
  [[nodiscard]] Task& task() { return task_; }
  [[nodiscard]] const Task& task() const { return task_; }
  [[nodiscard]] Series& series() { return series_; }
  void kill() const;

  // What the process left, once it has ended with `status`.
  [[nodiscard]] result::Outcome outcome(const process::ExitStatus& status);
  // The verdict on one that is past its deadline; the process is killed.
  [[nodiscard]] result::Outcome overdue();

 private:
  Player(Task task, Series series, Fd exchange, process::OutputPage output, process::Child child,
         std::optional<GivenController> given);

  [[nodiscard]] bool stays_in_the_kernel() const;
  [[nodiscard]] result::Outcome blank(result::Verdict verdict, std::string reason) const;
  void end();
  void remove_leftovers() const;

  Task task_;
  Series series_;
  Fd exchange_;  // holds the job for the process to read, then the outcome it wrote
  process::OutputPage output_;
  process::Child child_;
  std::optional<GivenController> given_;
  KernelLog log_;
  Nanoseconds started_;
  Nanoseconds deadline_;
};

}  // namespace limitest::engine
