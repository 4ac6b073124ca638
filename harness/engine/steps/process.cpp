// SPDX-License-Identifier: Apache-2.0
// Processes: started, signalled, told what to do next.
#include <algorithm>

#include <sys/syscall.h>
#include <unistd.h>

#include "harness/engine/launch.h"
#include "harness/engine/pace.h"
#include "harness/engine/steps/steps.h"

namespace limitest::engine {
namespace {

using result::StepOutcome;

Result<> started(const std::string& name, const std::optional<process::SpawnFailure>& failed,
                 const Performance& at) {
  at.stage.recorder.mark(at.step.at, "start", at.step.text);
  at.step.outcome = StepOutcome::done;
  if (!failed) return {};
  if (failed->stage != process::SpawnFailure::Stage::attach)
    return failure("{}: {}", name, to_string(*failed));
  at.step.expected = "attached to its cgroup";
  at.step.seen = failed->answer.described();
  at.step.outcome = StepOutcome::failed;
  return {};
}

workload::Command command_of(scenario::Order order) {
  switch (order) {
    case scenario::Order::release:
      return workload::Command::release;
    case scenario::Order::again:
      return workload::Command::again;
    case scenario::Order::finish:
      return workload::Command::finish;
  }
  report_bug("an order without a command", __FILE__, __LINE__);
}

}  // namespace

Result<> carry_out(const scenario::Start& start, const Performance& at) {
  const auto failed = LIMITEST_TRY(start_workload(start, at.stage, at.settings.workload_program));
  return started(start.process, failed, at);
}

Result<> carry_out(const scenario::RunProgram& run, const Performance& at) {
  const auto failed = LIMITEST_TRY(run_program(run, at.stage));
  return started(run.process, failed, at);
}

Result<> carry_out(const scenario::Signal& signal, const Performance& at) {
  const Actor& actor = at.stage.actors.at(signal.process);
  const Errno answer = answer_of(::syscall(SYS_pidfd_send_signal, actor.pidfd(), signal.number, nullptr, 0));
  at.step.expected = "delivered";
  at.step.seen = answer.accepted()
                     ? "delivered"
                     : fmt::format("{}; {} {}", answer.described(), signal.process, actor.ending());
  at.step.outcome = answer.accepted() ? StepOutcome::done : StepOutcome::failed;
  at.stage.recorder.mark(at.step.at, "step", at.step.text);
  return {};
}

Result<> carry_out(const scenario::Tell& tell, const Performance& at) {
  constexpr Nanoseconds obey_budget = std::chrono::seconds(10);  // on an ordinary machine
  Actor& actor = at.stage.actors.at(tell.process);
  process::StatusPage* page = actor.page();
  LIMITEST_ASSERT(page != nullptr);
  const std::uint32_t number = page->tell(command_of(tell.order));
  const Nanoseconds deadline = at.stage.now() + stretched(obey_budget, at.settings.slowness);
  const bool obeyed = at.stage.eventually(std::min(deadline, at.settings.deadline),
                                          [&] { return page->obeyed(number) || !actor.alive(); });
  at.step.expected = "obeyed";
  at.step.seen =
      page->obeyed(number) ? "obeyed" : fmt::format("{} {}", tell.process, actor.condition(at.stage.now()));
  at.step.outcome = obeyed && page->obeyed(number) ? StepOutcome::done : StepOutcome::failed;
  at.stage.late = !obeyed;
  return {};
}

}  // namespace limitest::engine
