// SPDX-License-Identifier: Apache-2.0
// One process of a scenario as the engine sees it: alive or how it ended, what its status page says,
// and whether the kernel has put it to sleep for want of memory.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/cgroup/group.h"
#include "harness/process/exit_status.h"
#include "harness/process/output_page.h"
#include "harness/process/spawn.h"
#include "harness/process/status_page.h"

namespace limitest::engine {

class Actor {
 public:
  Actor(std::string cgroup, process::Child child, std::optional<process::StatusPage> page,
        process::OutputPage output)
      : cgroup_(std::move(cgroup)),
        child_(std::move(child)),
        page_(std::move(page)),
        output_(std::move(output)) {}

  // The one CPU it runs on; none: any.
  [[nodiscard]] std::optional<int> cpu() const { return cpu_; }
  void pinned_to(int cpu) { cpu_ = cpu; }

  [[nodiscard]] int pid() const { return child_.pid; }
  [[nodiscard]] int pidfd() const { return child_.pidfd.number(); }
  [[nodiscard]] bool alive() const { return !ended_; }
  [[nodiscard]] const std::optional<process::ExitStatus>& end() const { return ended_; }
  [[nodiscard]] Nanoseconds ended_at() const { return ended_at_; }
  [[nodiscard]] bool ended_by_kill() const { return ended_ && ended_->by_signal; }
  // "was killed by SIGKILL after 4.9M", "is alive"
  [[nodiscard]] std::string ending() const;

  // The name of the cgroup it is in, kept up to date by `move`.
  [[nodiscard]] const std::string& cgroup() const { return cgroup_; }
  void moved_to(std::string cgroup) { cgroup_ = std::move(cgroup); }

  [[nodiscard]] bool is_workload() const { return page_.has_value(); }
  // All zero for a program that has no status page.
  [[nodiscard]] process::Report report() const { return page_ ? page_->read() : process::Report{}; }
  process::StatusPage* page() { return page_ ? &*page_ : nullptr; }
  [[nodiscard]] std::string output() const { return output_.text(); }

  // The tasks behind it: a workload's threads; a program's processes are all those in its group.
  [[nodiscard]] std::vector<int> tasks(const cgroup::Group* group) const;

  // Reaps it if it has ended; true the first time.
  bool notice_end(Nanoseconds now);

  // A step begins: `progressing` and the stillness of `paused` count from here.
  void begin_step(Nanoseconds now);
  [[nodiscard]] bool progressed() const { return report().progress > progress_at_step_; }

  // Looks at the tasks behind it. Paused: asleep in state D with heartbeat and CPU time standing
  // still, because its group is under_oom (v1) or over memory.high (v2). One look is not enough:
  // both states must last a moment before they count.
  void observe(const cgroup::Group* group, Nanoseconds now);
  // The same, but seldom enough to cost nothing: for states that do not depend on it.
  void glance(const cgroup::Group* group, Nanoseconds now);
  [[nodiscard]] bool paused() const { return alive() && paused_; }
  // In this step it has worked, or been observed for long enough to be seen paused if it were.
  [[nodiscard]] bool was_watched(Nanoseconds now) const;
  [[nodiscard]] bool stopped() const { return alive() && letter_ == 'T'; }
  // "D, heartbeat still for 35ms"
  [[nodiscard]] std::string condition(Nanoseconds now) const;

 private:
  struct Look {
    std::uint64_t progress = 0;
    std::uint64_t ticks = 0;
    friend bool operator==(const Look&, const Look&) = default;
  };
  [[nodiscard]] bool waits_for_memory(const cgroup::Group* group, const std::vector<int>& tasks) const;

  std::string cgroup_;
  process::Child child_;
  std::optional<process::StatusPage> page_;
  process::OutputPage output_;
  std::optional<int> cpu_;
  std::optional<process::ExitStatus> ended_;
  Nanoseconds ended_at_{};

  std::uint64_t progress_at_step_ = 0;
  Nanoseconds step_began_{};
  Look last_look_;
  Nanoseconds last_look_at_{};
  Nanoseconds still_since_{};
  Nanoseconds state_since_{};  // since when looks contradict `paused_`
  bool contradicted_ = false;
  bool paused_ = false;
  char letter_ = '?';
};

}  // namespace limitest::engine
