// SPDX-License-Identifier: Apache-2.0
// A process, one thread of it or one of its children into another cgroup.
#include <algorithm>

#include "harness/engine/as_user.h"
#include "harness/engine/steps/answer.h"
#include "harness/process/task_state.h"

namespace limitest::engine {
namespace {

Result<int> thread_of(const Actor& actor, const std::string& name, int number) {
  const std::vector<int> threads = process::threads_of(actor.pid());
  if (static_cast<std::size_t>(number) >= threads.size())
    return failure("{} has {} threads, none with number {}", name, threads.size(), number);
  return threads[static_cast<std::size_t>(number)];
}

// Of those that are in its group.
Result<int> child_of(const Actor& actor, int number, const Stage& stage) {
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

Result<int> task_to_move(const scenario::Move& move, const Actor& actor, const Stage& stage) {
  int task = actor.pid();
  if (move.thread) task = LIMITEST_TRY(thread_of(actor, move.process, *move.thread));
  if (move.child) task = LIMITEST_TRY(child_of(actor, *move.child, stage));
  return task;
}

}  // namespace

Result<> carry_out(const scenario::Move& move, const Performance& at) {
  const cgroup::Group* target = at.stage.group(move.cgroup);
  if (target == nullptr) return failure("cgroup {} is not there to move to", move.cgroup);
  Actor& actor = at.stage.actors.at(move.process);
  const int task = LIMITEST_TRY(task_to_move(move, actor, at.stage));
  const WriteAnswer answer = LIMITEST_TRY(as_user(move.user, [&] {
    return write_control(*target, move.through, fmt::format("{}", task), answer_budget(at.settings));
  }));
  record_answer(move.answer, answer, at);
  const bool whole = !move.child && (!move.thread || *move.thread == 0 || move.through == "cgroup.procs");
  if (answer.answer.accepted() && whole) actor.moved_to(move.cgroup);
  at.stage.recorder.mark(at.step.at, "step", at.step.text);
  return {};
}

}  // namespace limitest::engine
