// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/supervisor.h"

#include <algorithm>
#include <deque>
#include <list>

#include <poll.h>

#include "harness/base/clock.h"
#include "harness/engine/applies.h"
#include "harness/engine/player.h"

namespace limitest::engine {
namespace {

class Supervisor {
 public:
  Supervisor(std::vector<Task> tasks, const SupervisorSettings& settings, const Observer& observer)
      : settings_(settings), observer_(observer) {
    for (Task& task : tasks) {
      const auto rule = task.repeat;
      waiting_.push_back({std::move(task), Series(rule, settings.repeat)});
    }
  }

  Result<bool> run() {
    while (!waiting_.empty() || !playing_.empty()) {
      if (observer_.interrupted()) return stop();
      while (playing_.size() < settings_.jobs) {
        const auto next =
            std::ranges::find_if(waiting_, [this](const Waiting& one) { return has_room(one.task); });
        if (next == waiting_.end()) break;
        LIMITEST_TRY_VOID(start(next));
      }
      if (playing_.empty()) continue;
      sleep();
      collect();
    }
    return true;
  }

 private:
  struct Waiting {
    Task task;
    Series series;
  };

  // Who finds none is overtaken, and has its turn when the others are over.
  [[nodiscard]] bool has_room(const Task& task) const {
    if (playing_.empty()) return true;
    if (task.alone || playing_.front().alone()) return false;
    Bytes memory = task.memory;
    Bytes swap = task.swap;
    for (const Player& player : playing_) {
      memory.count += player.task().memory.count;
      swap.count += player.task().swap.count;
    }
    return memory <= settings_.memory && (task.swap.count == 0 || swap <= settings_.swap);
  }

  Result<> start(std::deque<Waiting>::iterator one) {
    Waiting next = std::move(*one);
    waiting_.erase(one);
    if (next.series.played() == 0) {
      observer_.started(next.task.job.name());
    } else if (enough_) {
      observer_.ended(std::move(next.series).result());
      return {};
    }
    playing_.push_back(
        LIMITEST_TRY(Player::start(std::move(next.task), std::move(next.series), settings_.program)));
    return {};
  }

  void ended(Player& player, result::Outcome outcome) {
    apply_known(player.task().known, outcome);
    Series& series = player.series();
    const bool again = series.take(std::move(outcome));
    enough_ = enough_ || (settings_.repeat.until_fail && series.failed());
    if (!again || enough_) return observer_.ended(std::move(series).result());
    // Plays that a scenario asks for itself go on at once, else they would be what is left in the end, one
    // after the other. Those that a person asks for take turns: --until-fail is to reach every scenario.
    const bool at_once = player.task().repeat.has_value();
    Waiting next{std::move(player.task()), std::move(series)};
    if (at_once)
      waiting_.push_front(std::move(next));
    else
      waiting_.push_back(std::move(next));
  }

  void sleep() const {
    std::vector<pollfd> asked;
    Nanoseconds until = Nanoseconds::max();
    for (const Player& player : playing_) {
      asked.push_back({.fd = player.pidfd(), .events = POLLIN, .revents = 0});
      until = std::min(until, player.deadline());
    }
    if (settings_.wake_descriptor >= 0)
      asked.push_back({.fd = settings_.wake_descriptor, .events = POLLIN, .revents = 0});
    const auto span =
        std::chrono::duration_cast<std::chrono::milliseconds>(until - monotonic_now()).count() + 1;
    (void)::poll(asked.data(), asked.size(), static_cast<int>(std::clamp<long>(span, 0, 1'000'000)));
  }

  void collect() {
    for (auto player = playing_.begin(); player != playing_.end();) {
      const auto status = process::reap(player->pidfd());
      if (status) {
        ended(*player, player->outcome(*status));
      } else if (monotonic_now() >= player->deadline()) {
        ended(*player, player->overdue());
      } else {
        ++player;
        continue;
      }
      player = playing_.erase(player);
    }
  }

  // All are killed before one is waited for.
  bool stop() {
    for (const Player& player : playing_) player.kill();
    for (Player& player : playing_)
      if (player.series().played() > 0) observer_.ended(std::move(player.series()).result());
    for (Waiting& one : waiting_)
      if (one.series.played() > 0) observer_.ended(std::move(one.series).result());
    playing_.clear();
    return false;
  }

  std::deque<Waiting> waiting_;
  std::list<Player> playing_;
  bool enough_ = false;  // nothing is played again
  const SupervisorSettings& settings_;
  const Observer& observer_;
};

}  // namespace

Result<bool> supervise(std::vector<Task> tasks, const SupervisorSettings& settings,
                       const Observer& observer) {
  return Supervisor(std::move(tasks), settings, observer).run();
}

}  // namespace limitest::engine
