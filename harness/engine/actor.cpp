// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/actor.h"

#include <algorithm>

#include "harness/cgroup/reading.h"
#include "harness/process/task_state.h"

namespace limitest::engine {
namespace {

// How long a look must hold before it counts: longer than a scheduler's tick, shorter than anybody waits.
constexpr Nanoseconds moment = std::chrono::milliseconds(20);

bool under_oom(const cgroup::Group& group) {
  const auto text = group.read("memory.oom_control");
  return text &&
         cgroup::number_in(*cgroup::find_control_file("memory.oom_control"), "under_oom", *text) == 1.0;
}

// The functions in which the kernel makes a task wait for memory of its group.
bool sleeps_in_memcg(int task) {
  const std::string where = process::wait_channel(task) + process::kernel_stack(task);
  return where.find("mem_cgroup_oom_synchronize") != std::string::npos ||
         where.find("mem_cgroup_handle_over_high") != std::string::npos;
}

}  // namespace

std::string Actor::ending() const {
  if (!ended_) return "is alive";
  const auto touched = static_cast<std::int64_t>(report().touched);
  return touched == 0 ? ended_->to_string()
                      : fmt::format("{} after {}", ended_->to_string(), to_string(Bytes{touched}));
}

bool Actor::notice_end(Nanoseconds now) {
  if (ended_) return false;
  ended_ = process::reap(child_.pidfd.number());
  if (ended_) ended_at_ = now;
  return ended_.has_value();
}

void Actor::begin_step(Nanoseconds now) {
  progress_at_step_ = report().progress;
  step_began_ = now;
  still_since_ = now;
  last_look_at_ = now;
}

bool Actor::was_watched(Nanoseconds now) const {
  return progressed() || now - step_began_ >= 2 * moment;
}

void Actor::glance(const cgroup::Group* group, Nanoseconds now) {
  if (now - last_look_at_ >= moment / 2) observe(group, now);
}

std::vector<int> Actor::tasks(const cgroup::Group* group) const {
  if (is_workload() || group == nullptr) return process::threads_of(pid());
  return group->processes().value_or(std::vector<int>{});
}

bool Actor::waits_for_memory(const cgroup::Group* group, const std::vector<int>& all) const {
  if (group != nullptr && group->hierarchy() == cgroup::Hierarchy::v1 && under_oom(*group)) return true;
  return std::ranges::any_of(all, sleeps_in_memcg);
}

void Actor::observe(const cgroup::Group* group, Nanoseconds now) {
  if (!alive()) return;
  last_look_at_ = now;
  const std::vector<int> all = tasks(group);
  Look look{.progress = report().progress};
  bool asleep = false;
  letter_ = '?';
  for (const int task : all) {
    const auto state = process::task_state(task);
    if (!state) continue;
    look.ticks += state->ticks;
    asleep = asleep || state->letter == 'D';
    if (task == all.front() || state->letter == 'D') letter_ = state->letter;
  }
  if (look != last_look_) still_since_ = now;
  const bool progressed = look.progress != last_look_.progress;
  last_look_ = look;
  const bool waiting = asleep && now - still_since_ >= moment && waits_for_memory(group, all);
  if (progressed) paused_ = false;
  if (waiting == paused_) {
    contradicted_ = false;
  } else if (waiting) {
    paused_ = true;
  } else if (!contradicted_) {
    contradicted_ = true;
    state_since_ = now;
  } else if (now - state_since_ >= moment && !asleep) {
    paused_ = false;
  }
}

std::string Actor::condition(Nanoseconds now) const {
  if (!alive()) return ending();
  return fmt::format("is alive, state {}, heartbeat {}", letter_,
                     now - still_since_ < moment
                         ? "going on"
                         : fmt::format("still for {}", limitest::to_string(now - still_since_)));
}

}  // namespace limitest::engine
