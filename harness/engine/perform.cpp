// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/perform.h"

#include <algorithm>

#include <fmt/ranges.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "harness/engine/as_user.h"
#include "harness/engine/control_write.h"
#include "harness/engine/evaluate.h"
#include "harness/engine/launch.h"
#include "harness/engine/pace.h"
#include "harness/process/task_state.h"

namespace limitest::engine {
namespace {

using result::StepOutcome;

// On an ordinary machine.
constexpr Nanoseconds answer_budget = std::chrono::seconds(30);  // for one call into the kernel
constexpr Nanoseconds obey_budget = std::chrono::seconds(10);

std::string expected_answer(const scenario::Answer& wanted) {
  if (wanted.errnos.empty()) return "accepted";
  std::vector<std::string> names;
  for (const Errno& one : wanted.errnos) names.push_back(one.name());
  return fmt::format("{}", fmt::join(names, " or "));
}

bool is_expected(const scenario::Answer& wanted, const Errno& answer) {
  if (wanted.errnos.empty()) return answer.accepted();
  return std::ranges::find(wanted.errnos, answer) != wanted.errnos.end();
}

void record_answer(const scenario::Answer& wanted, const Errno& answer, result::Step& step) {
  step.expected = expected_answer(wanted);
  step.seen = answer.described();
  step.outcome = is_expected(wanted, answer) ? StepOutcome::done : StepOutcome::failed;
}

struct Performer {
  Stage& stage;
  const PerformSettings& settings;
  result::Step& step;

  Result<> operator()(const scenario::Start& start) const {
    const auto failed = LIMITEST_TRY(start_workload(start, stage, settings.workload_program));
    return started(start.process, failed);
  }

  Result<> operator()(const scenario::RunProgram& run) const {
    const auto failed = LIMITEST_TRY(run_program(run, stage));
    return started(run.process, failed);
  }

  Result<> operator()(const scenario::Expect& expect) const {
    step.expected = expect.condition.text;
    const Nanoseconds begin = stage.now();
    for (auto& [name, actor] : stage.actors) actor.begin_step(begin);
    const Nanoseconds patience =
        expect.within ? stretched(*expect.within, settings.slowness) : settings.patience;
    const Nanoseconds deadline = std::min(begin + patience, settings.deadline);
    Judgement now;
    const auto look = [&] {
      now = judge(expect.condition, stage);
      return now.holds || now.final;
    };
    stage.eventually(deadline, look, now.announced);
    bool holds = now.holds;
    stage.late = !holds && !now.final;
    if (holds && expect.lasting && !now.final) holds = stays(expect, now);
    step.seen = now.seen;
    step.slack = now.slack;
    step.outcome = holds ? StepOutcome::done : StepOutcome::failed;
    if (!holds && stage.now() >= settings.deadline)
      step.seen += "; the scenario's timeout is over";
    else if (stage.late && expect.within && settings.slowness > 1)
      step.seen += fmt::format("; waited for {}: this machine is slow, deadlines are {:.1f} times as long",
                               to_string(patience), settings.slowness);
    return {};
  }

  Result<> operator()(const scenario::Write& write) const {
    const cgroup::Group* group = stage.group(write.target.cgroup);
    if (group == nullptr) return failure("cgroup {} is not there to write to", write.target.cgroup);
    const WriteAnswer answer = LIMITEST_TRY(as_user(
        write.user, [&] { return write_control(*group, write.target.file, write.value, for_an_answer()); }));
    record_answer(write.answer, answer.answer, step);
    if (answer.timed_out && step.outcome == StepOutcome::failed)
      step.seen = fmt::format("no answer within {}", to_string(for_an_answer()));
    stage.recorder.refresh_limits();
    stage.recorder.sample_now();
    stage.recorder.mark(step.at, "step", fmt::format("{}: {}", step.text, step.seen));
    return {};
  }

  Result<> operator()(const scenario::Move& move) const {
    const cgroup::Group* target = stage.group(move.cgroup);
    if (target == nullptr) return failure("cgroup {} is not there to move to", move.cgroup);
    Actor& actor = stage.actors.at(move.process);
    int task = actor.pid();
    if (move.thread) {
      const std::vector<int> threads = process::threads_of(actor.pid());
      if (static_cast<std::size_t>(*move.thread) >= threads.size())
        return failure("{} has {} threads, none with number {}", move.process, threads.size(), *move.thread);
      task = threads[static_cast<std::size_t>(*move.thread)];
    }
    if (move.child) task = LIMITEST_TRY(child_of(actor, *move.child));
    const WriteAnswer answer = LIMITEST_TRY(as_user(move.user, [&] {
      return write_control(*target, move.through, fmt::format("{}", task), for_an_answer());
    }));
    record_answer(move.answer, answer.answer, step);
    const bool whole = !move.child && (!move.thread || *move.thread == 0 || move.through == "cgroup.procs");
    if (answer.answer.accepted() && whole) actor.moved_to(move.cgroup);
    stage.recorder.mark(step.at, "step", step.text);
    return {};
  }

  Result<> operator()(const scenario::Signal& signal) const {
    const Actor& actor = stage.actors.at(signal.process);
    const long sent = ::syscall(SYS_pidfd_send_signal, actor.pidfd(), signal.number, nullptr, 0);
    step.expected = "delivered";
    step.seen = sent == 0
                    ? "delivered"
                    : fmt::format("{}; {} {}", Errno{errno}.described(), signal.process, actor.ending());
    step.outcome = sent == 0 ? StepOutcome::done : StepOutcome::failed;
    stage.recorder.mark(step.at, "step", step.text);
    return {};
  }

  Result<> operator()(const scenario::Mkdir& mkdir) const {
    const cgroup::Group* parent = stage.group(mkdir.parent);
    if (parent == nullptr) return failure("cgroup {} is not there to make another in", mkdir.parent);
    auto made = LIMITEST_TRY(as_user(mkdir.user, [&] { return make_group(*parent, mkdir.name); }));
    record_answer(mkdir.answer, made ? Errno{} : made.error(), step);
    if (!made) return {};
    stage.add_group(mkdir.name, std::move(*made));
    return {};
  }

  Result<> operator()(const scenario::Rmdir& rmdir) const {
    const auto group = stage.groups.find(rmdir.cgroup);
    if (group == stage.groups.end()) return failure("cgroup {} is not there to be removed", rmdir.cgroup);
    const auto remove = [&] { return as_user(rmdir.user, [&] { return group->second.remove(); }); };
    Errno answer = LIMITEST_TRY(remove());
    // A group whose last task has just died is EBUSY for a moment; only a claim of EBUSY wants that.
    if (rmdir.answer.errnos.empty())
      stage.eventually(stage.now() + settings.patience, [&] {
        if (!answer.accepted()) answer = remove().value_or(answer);
        return answer.code != EBUSY;
      });
    record_answer(rmdir.answer, answer, step);
    return {};
  }

  Result<> operator()(const scenario::Listen& listen) const {
    const cgroup::Group* group = stage.group(listen.target.cgroup);
    if (group == nullptr) return failure("cgroup {} is not there to listen to", listen.target.cgroup);
    const cgroup::Group* other = listen.through.empty() ? group : stage.group(listen.through);
    if (other == nullptr) return failure("cgroup {} is not there to listen through", listen.through);
    Result<> asked;
    const auto ask = [&](const std::string& request) {
      auto answer = as_user(listen.user, [&] { return other->write("cgroup.event_control", request); });
      if (!answer) asked = std::unexpected(answer.error());
      return answer.value_or(Errno{EPERM});
    };
    auto source = cgroup::EventSource::arm(*group, listen.target.file, listen.arguments, ask);
    if (!asked) return asked;
    record_answer(listen.answer, source ? Errno{} : source.error(), step);
    if (source && !listen.listener.empty())
      stage.listeners.emplace(listen.listener, Listener{std::move(*source)});
    return {};
  }

  Result<> operator()(const scenario::Unlisten& unlisten) const {
    stage.absorb();  // what has come until now counts
    stage.listeners.at(unlisten.listener).source.close();
    stage.recorder.mark(step.at, "step", step.text);
    step.outcome = StepOutcome::done;
    return {};
  }

  Result<> operator()(const scenario::Save& save) const {
    const Quantity value = evaluate(save.formula, stage);
    if (!value.unknown.empty()) {
      step.expected = "a number";
      step.seen = value.unknown;
      step.outcome = StepOutcome::failed;
      return {};
    }
    step.seen = value_text(value.value, value.kind);
    step.outcome = StepOutcome::done;
    stage.saved.insert_or_assign(save.name, value);
    return {};
  }

  Result<> operator()(const scenario::Tell& tell) const {
    constexpr workload::Command commands[] = {workload::Command::release, workload::Command::again,
                                              workload::Command::finish};
    Actor& actor = stage.actors.at(tell.process);
    process::StatusPage* page = actor.page();
    LIMITEST_ASSERT(page != nullptr);
    const std::uint32_t number = page->tell(commands[static_cast<unsigned>(tell.order)]);
    const Nanoseconds deadline = stage.now() + stretched(obey_budget, settings.slowness);
    const bool obeyed = stage.eventually(std::min(deadline, settings.deadline),
                                         [&] { return page->obeyed(number) || !actor.alive(); });
    step.expected = "obeyed";
    step.seen =
        page->obeyed(number) ? "obeyed" : fmt::format("{} {}", tell.process, actor.condition(stage.now()));
    step.outcome = obeyed && page->obeyed(number) ? StepOutcome::done : StepOutcome::failed;
    stage.late = !obeyed;
    return {};
  }

 private:
  [[nodiscard]] Nanoseconds for_an_answer() const { return stretched(answer_budget, settings.slowness); }

  // Of those that are in its group.
  [[nodiscard]] Result<int> child_of(const Actor& actor, int number) const {
    const cgroup::Group* group = stage.group(actor.cgroup());
    std::vector<int> children;
    if (group != nullptr)
      for (const int pid : group->processes().value_or(std::vector<int>{}))
        if (process::parent_of(pid) == actor.pid()) children.push_back(pid);
    std::ranges::sort(children);
    if (static_cast<std::size_t>(number) < children.size()) return children[static_cast<std::size_t>(number)];
    return failure("process {} has {} children in {}, none with number {}", actor.pid(), children.size(),
                   actor.cgroup(), number);
  }

  [[nodiscard]] Result<> started(const std::string& name,
                                 const std::optional<process::SpawnFailure>& failed) const {
    stage.recorder.mark(step.at, "start", step.text);
    step.outcome = StepOutcome::done;
    if (!failed) return {};
    if (failed->stage != process::SpawnFailure::Stage::attach)
      return failure("{}: {}", name, to_string(*failed));
    step.expected = "attached to its cgroup";
    step.seen = failed->answer.described();
    step.outcome = StepOutcome::failed;
    return {};
  }

  // `for:`: the condition must go on holding. What has become final cannot change any more.
  [[nodiscard]] bool stays(const scenario::Expect& expect, Judgement& now) const {
    const Nanoseconds since = stage.now();
    const bool broke = stage.eventually(since + *expect.lasting, [&] {
      now = judge(expect.condition, stage);
      return !now.holds || now.final;
    });
    if (!broke || now.holds) return true;
    now.seen += fmt::format(" (it held for {})", to_string(stage.now() - since));
    return false;
  }
};

}  // namespace

Result<> perform(const scenario::Step& action, Stage& stage, const PerformSettings& settings,
                 result::Step& step) {
  return std::visit(Performer{stage, settings, step}, action.action);
}

}  // namespace limitest::engine
