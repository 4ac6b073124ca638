// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/supervisor.h"

#include <algorithm>
#include <csignal>
#include <deque>

#include <poll.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "harness/base/clock.h"
#include "harness/base/retry.h"
#include "harness/engine/applies.h"
#include "harness/engine/evidence.h"
#include "harness/engine/kernel_log.h"
#include "harness/process/exit_status.h"
#include "harness/process/output_page.h"
#include "harness/process/spawn.h"
#include "harness/process/task_state.h"
#include "harness/result/json_lines.h"

namespace limitest::engine {
namespace {

constexpr Nanoseconds removal_budget = std::chrono::seconds(10);
constexpr std::size_t output_capacity = 16384;

class Player {
 public:
  static Result<Player> start(Task task, Series series, const std::string& program) {
    Fd exchange(::memfd_create("limitest-job", MFD_CLOEXEC));
    if (!exchange) return std::unexpected(Error::from_errno("make memory for a job"));
    const std::string text = to_json(task.job);
    if (::pwrite(exchange.number(), text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
      return std::unexpected(Error::from_errno("write a job"));
    auto output = LIMITEST_TRY(process::OutputPage::create(output_capacity));
    auto child = process::spawn({.path = program,
                                 .argv = {"limitest", "play", task.job.scenario},
                                 .status = exchange.number(),
                                 .output = output.descriptor()});
    if (!child) return failure("cannot start a process to play in: {}", to_string(child.error()));
    return Player(std::move(task), std::move(series), std::move(exchange), std::move(output),
                  std::move(*child));
  }

  [[nodiscard]] int pidfd() const { return child_.pidfd.number(); }
  [[nodiscard]] Nanoseconds deadline() const { return deadline_; }
  [[nodiscard]] const Job& job() const { return task_.job; }
  [[nodiscard]] Bytes memory() const { return task_.memory; }
  [[nodiscard]] bool alone() const { return task_.alone; }
  [[nodiscard]] Task& task() { return task_; }
  [[nodiscard]] Series& series() { return series_; }
  void kill() const { (void)::syscall(SYS_pidfd_send_signal, pidfd(), SIGKILL, nullptr, 0); }

  // What the process left, once it has ended with `status`.
  [[nodiscard]] result::Outcome outcome(const process::ExitStatus& status) {
    const auto line = read_whole(exchange_.number());
    if (line && !line->empty())
      if (auto outcome = result::parse_end_line(*line)) return std::move(*outcome);
    remove_leftovers();
    auto outcome =
        blank(result::Verdict::broken, fmt::format("the process that played it {}", status.to_string()));
    outcome.evidence.push_back({"what it printed", output_.text()});
    (void)log_.listen();  // an OOM kill of the whole machine's would stand there
    outcome.evidence.push_back(evidence_of(log_.lines()));
    return outcome;
  }

  // It is past its deadline. Asleep in the kernel, uninterruptibly: the kernel does not let go.
  [[nodiscard]] result::Outcome overdue() const {
    const bool stuck = stays_in_the_kernel();
    auto outcome = blank(stuck ? result::Verdict::fail : result::Verdict::broken,
                         stuck ? "the kernel did not return from a call of the harness; see its stack"
                               : "the scenario did not end within its timeout");
    outcome.evidence.push_back(
        {"kernel stack of the process that played it", process::kernel_stack(child_.pid)});
    outcome.evidence.push_back({"what it printed", output_.text()});
    kill();
    remove_leftovers();
    return outcome;
  }

 private:
  Player(Task task, Series series, Fd exchange, process::OutputPage output, process::Child child)
      : task_(std::move(task)),
        series_(std::move(series)),
        exchange_(std::move(exchange)),
        output_(std::move(output)),
        child_(std::move(child)),
        started_(monotonic_now()),
        deadline_(started_ + task_.timeout + supervisor_grace) {}

  // Waiting for a disk or for RCU it is in state D as well, but not for a second on end.
  [[nodiscard]] bool stays_in_the_kernel() const {
    constexpr Nanoseconds long_enough = std::chrono::seconds(1);
    const auto asleep = [&] {
      const auto state = process::task_state(child_.pid);
      return state && state->letter == 'D';
    };
    return !retry_until(monotonic_now() + long_enough, [&] { return !asleep(); });
  }

  [[nodiscard]] result::Outcome blank(result::Verdict verdict, std::string reason) const {
    return {.scenario = job().name(),
            .file = job().file,
            .line = 1,
            .verdict = verdict,
            .reason = std::move(reason),
            .hierarchy = std::string(to_string(job().hierarchy)),
            .duration = monotonic_now() - started_};
  }

  void remove_leftovers() const {
    if (const auto group = cgroup::Group::open(job().tree + "/" + job().directory, job().hierarchy))
      (void)empty_and_remove(*group, removal_budget);
  }

  Task task_;
  Series series_;
  Fd exchange_;
  process::OutputPage output_;
  process::Child child_;
  KernelLog log_;
  Nanoseconds started_;
  Nanoseconds deadline_;
};

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
    Bytes sum = task.memory;
    for (const Player& player : playing_) sum.count += player.memory().count;
    return sum <= settings_.memory;
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
    if (again && !enough_)
      waiting_.push_back({std::move(player.task()), std::move(series)});
    else
      observer_.ended(std::move(series).result());
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

  bool stop() {
    for (const Player& player : playing_) player.kill();
    for (const Player& player : playing_) {
      pollfd ended{.fd = player.pidfd(), .events = POLLIN, .revents = 0};
      constexpr int patience_ms = 5000;
      (void)::poll(&ended, 1, patience_ms);
      (void)process::reap(player.pidfd());
    }
    for (Player& player : playing_)
      if (player.series().played() > 0) observer_.ended(std::move(player.series()).result());
    for (Waiting& one : waiting_)
      if (one.series.played() > 0) observer_.ended(std::move(one.series).result());
    return false;
  }

  std::deque<Waiting> waiting_;
  std::vector<Player> playing_;
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
