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
#include "harness/process/exit_status.h"
#include "harness/process/output_page.h"
#include "harness/process/spawn.h"
#include "harness/process/task_state.h"
#include "harness/result/json_lines.h"

namespace limitest::engine {
namespace {

// Beyond a scenario's own timeout: for the step it is in, for evidence and for teardown.
constexpr Nanoseconds grace = std::chrono::seconds(60);
constexpr Nanoseconds removal_budget = std::chrono::seconds(10);
constexpr std::size_t output_capacity = 16384;

class Player {
 public:
  static Result<Player> start(Task task, const std::string& program) {
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
    return Player(std::move(task), std::move(exchange), std::move(output), std::move(*child));
  }

  [[nodiscard]] int pidfd() const { return child_.pidfd.number(); }
  [[nodiscard]] Nanoseconds deadline() const { return deadline_; }
  [[nodiscard]] const Job& job() const { return task_.job; }
  void kill() const { (void)::syscall(SYS_pidfd_send_signal, pidfd(), SIGKILL, nullptr, 0); }

  // What the process left, once it has ended with `status`.
  [[nodiscard]] result::Outcome outcome(const process::ExitStatus& status) const {
    const auto line = read_whole(exchange_.number());
    if (line && !line->empty())
      if (auto outcome = result::parse_end_line(*line)) return std::move(*outcome);
    remove_leftovers();
    auto outcome =
        blank(result::Verdict::broken, fmt::format("the process that played it {}", status.to_string()));
    outcome.evidence.push_back({"what it printed", output_.text()});
    return outcome;
  }

  // It is past its deadline. Asleep in the kernel, uninterruptibly: the kernel does not let go.
  [[nodiscard]] result::Outcome overdue() const {
    const auto state = process::task_state(child_.pid);
    const bool stuck = state && state->letter == 'D';
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
  Player(Task task, Fd exchange, process::OutputPage output, process::Child child)
      : task_(std::move(task)),
        exchange_(std::move(exchange)),
        output_(std::move(output)),
        child_(std::move(child)),
        started_(monotonic_now()),
        deadline_(started_ + task_.timeout + grace) {}

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
  Fd exchange_;
  process::OutputPage output_;
  process::Child child_;
  Nanoseconds started_;
  Nanoseconds deadline_;
};

class Supervisor {
 public:
  Supervisor(std::vector<Task> tasks, const SupervisorSettings& settings, const Observer& observer)
      : waiting_(std::make_move_iterator(tasks.begin()), std::make_move_iterator(tasks.end())),
        settings_(settings),
        observer_(observer) {}

  Result<bool> run() {
    while (!waiting_.empty() || !playing_.empty()) {
      if (observer_.interrupted()) return stop();
      while (!waiting_.empty() && playing_.size() < settings_.jobs) LIMITEST_TRY_VOID(start_next());
      sleep();
      collect();
    }
    return true;
  }

 private:
  Result<> start_next() {
    Task task = std::move(waiting_.front());
    waiting_.pop_front();
    observer_.started(task.job.name());
    playing_.push_back(LIMITEST_TRY(Player::start(std::move(task), settings_.program)));
    return {};
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
        observer_.ended(player->outcome(*status));
      } else if (monotonic_now() >= player->deadline()) {
        observer_.ended(player->overdue());
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
    return false;
  }

  std::deque<Task> waiting_;
  std::vector<Player> playing_;
  const SupervisorSettings& settings_;
  const Observer& observer_;
};

}  // namespace

Result<bool> supervise(std::vector<Task> tasks, const SupervisorSettings& settings,
                       const Observer& observer) {
  return Supervisor(std::move(tasks), settings, observer).run();
}

}  // namespace limitest::engine
