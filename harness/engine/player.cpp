// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/player.h"

#include <sys/mman.h>
#include <unistd.h>

#include "harness/base/clock.h"
#include "harness/base/retry.h"
#include "harness/cgroup/run_tree.h"
#include "harness/engine/evidence.h"
#include "harness/process/ending.h"
#include "harness/process/task_state.h"
#include "harness/result/json_lines.h"

namespace limitest::engine {
namespace {

constexpr Nanoseconds removal_budget = std::chrono::seconds(10);
constexpr Nanoseconds longest_death = std::chrono::seconds(5);
constexpr std::size_t output_capacity = 16384;

std::optional<GivenController> give_controller(const Task& task) {
  if (!task.controller) return std::nullopt;
  const auto tree = cgroup::Group::open(task.job.tree, task.job.hierarchy);
  if (!tree) return std::nullopt;
  return std::optional<GivenController>(std::in_place, cgroup::root_above(*tree), *tree, *task.controller);
}

}  // namespace

Result<Player> Player::start(Task task, Series series, const std::string& program) {
  Fd exchange(::memfd_create("limitest-job", MFD_CLOEXEC));
  if (!exchange) return std::unexpected(Error::from_errno("make memory for a job"));
  const std::string text = to_json(task.job);
  if (::pwrite(exchange.number(), text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
    return std::unexpected(Error::from_errno("write a job"));
  auto output = LIMITEST_TRY(process::OutputPage::create(output_capacity));
  std::optional<GivenController> given = give_controller(task);
  auto child = process::spawn({.path = program,
                               .argv = {"limitest", "play", task.job.scenario},
                               .status = exchange.number(),
                               .output = output.descriptor()});
  if (!child) return failure("cannot start a process to play in: {}", to_string(child.error()));
  return Player(std::move(task), std::move(series), std::move(exchange), std::move(output), std::move(*child),
                std::move(given));
}

Player::Player(Task task, Series series, Fd exchange, process::OutputPage output, process::Child child,
               std::optional<GivenController> given)
    : task_(std::move(task)),
      series_(std::move(series)),
      exchange_(std::move(exchange)),
      output_(std::move(output)),
      child_(std::move(child)),
      given_(std::move(given)),
      started_(monotonic_now()),
      deadline_(started_ + task_.timeout + supervisor_grace) {}

Player::~Player() {
  if (child_.pidfd) end();
}

void Player::kill() const {
  process::kill(child_);
}

void Player::end() {
  (void)process::end(child_, longest_death);
  child_.pidfd = Fd();  // it is gone, or nothing will make it go
  if (!given_) return;
  remove_leftovers();  // nobody can take back what groups below still have
  given_.reset();
}

result::Outcome Player::outcome(const process::ExitStatus& status) {
  if (const auto line = read_whole(exchange_.number()))
    if (auto outcome = result::parse_end_line(*line)) return std::move(*outcome);
  remove_leftovers();
  auto outcome =
      blank(result::Verdict::broken, fmt::format("the process that played it {}", status.to_string()));
  outcome.evidence.push_back({"what it printed", output_.text()});
  (void)log_.listen();  // an OOM kill of the whole machine's would stand there
  outcome.evidence.push_back(evidence_of(log_.lines()));
  return outcome;
}

// Asleep in the kernel, uninterruptibly: the kernel does not let go.
result::Outcome Player::overdue() {
  const bool stuck = stays_in_the_kernel();
  auto outcome = blank(stuck ? result::Verdict::fail : result::Verdict::broken,
                       stuck ? "the kernel did not return from a call of the harness; see its stack"
                             : "the scenario did not end within its timeout");
  outcome.evidence.push_back(
      {"kernel stack of the process that played it", process::kernel_stack(child_.pid)});
  outcome.evidence.push_back({"what it printed", output_.text()});
  end();
  remove_leftovers();
  return outcome;
}

// Waiting for a disk or for RCU it is in state D as well, but not for a second on end.
bool Player::stays_in_the_kernel() const {
  constexpr Nanoseconds long_enough = std::chrono::seconds(1);
  const auto asleep = [&] {
    const auto state = process::task_state(child_.pid);
    return state && state->letter == 'D';
  };
  return !retry_until(monotonic_now() + long_enough, [&] { return !asleep(); });
}

result::Outcome Player::blank(result::Verdict verdict, std::string reason) const {
  return {.scenario = task_.job.name(),
          .file = task_.job.file,
          .line = 1,
          .verdict = verdict,
          .reason = std::move(reason),
          .hierarchy = std::string(to_string(task_.job.hierarchy)),
          .duration = monotonic_now() - started_};
}

void Player::remove_leftovers() const {
  const Job& job = task_.job;
  if (const auto group = cgroup::Group::open(job.tree + "/" + job.directory, job.hierarchy))
    (void)empty_and_remove(*group, removal_budget);
}

}  // namespace limitest::engine
