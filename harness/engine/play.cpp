// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/play.h"

#include <algorithm>
#include <csignal>
#include <optional>
#include <ranges>
#include <utility>

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "harness/cgroup/run_tree.h"
#include "harness/engine/evidence.h"
#include "harness/engine/footprint.h"
#include "harness/engine/given_controller.h"
#include "harness/engine/host_state.h"
#include "harness/engine/kernel_log.h"
#include "harness/engine/launch.h"
#include "harness/engine/mentioned.h"
#include "harness/engine/pace.h"
#include "harness/scenario/describe.h"

namespace limitest::engine {
namespace {

using result::StepOutcome;
using result::Verdict;

constexpr Nanoseconds teardown_budget = std::chrono::seconds(10);

void conclude(result::Outcome& outcome, Verdict verdict, std::string reason, int line) {
  outcome.verdict = verdict;
  outcome.reason = std::move(reason);
  if (line > 0) outcome.line = line;
}

std::string reason_of(const result::Step& step) {
  if (step.expected.empty()) return fmt::format("{}: {}", step.text, step.seen);
  return fmt::format("{}: expected {}, seen {}", step.text, step.expected, step.seen);
}

// One playing of one scenario, from set-up to the removal of its groups.
class Playing {
 public:
  Playing(const scenario::Scenario& scenario, cgroup::Group top, const PlaySettings& settings,
          const std::vector<std::string>& left_out)
      : scenario_(scenario), settings_(settings), stage_(std::move(top), settings.slack) {
    outcome_ = {.scenario = scenario.name, .claim = scenario.claim, .file = scenario.file, .line = 1};
    outcome_.hierarchy = to_string(stage_.top.hierarchy());
    outcome_.verdict = Verdict::pass;
    for (const scenario::Step& step : scenario.steps)
      outcome_.steps.push_back({.text = describe(step), .line = step.at.line});
    LIMITEST_ASSERT(left_out.empty() || left_out.size() == outcome_.steps.size());
    for (std::size_t i = 0; i < left_out.size(); ++i) {
      if (left_out[i].empty()) continue;
      outcome_.steps[i].outcome = StepOutcome::left_out;
      outcome_.steps[i].seen = left_out[i];
    }
  }

  result::Outcome run(const std::string& root_path) {
    if (auto root = cgroup::Group::open(root_path, stage_.top.hierarchy())) stage_.root = std::move(*root);
    play_steps();
    stage_.recorder.sample_now();
    if (outcome_.verdict == Verdict::fail) blame_the_host();
    hear_complaints();
    if (outcome_.verdict != Verdict::pass) outcome_.evidence = gather_evidence(stage_, log_.lines());
    outcome_.timeline = stage_.recorder.take_series();
    outcome_.marks = stage_.recorder.take_marks();  // before teardown: our own kills are no part of the story
    tear_down();
    if (hear_complaints()) {
      result::Evidence log = evidence_of(log_.lines());
      std::erase_if(outcome_.evidence, [&](const auto& one) { return one.title == log.title; });
      outcome_.evidence.push_back(std::move(log));
    }
    outcome_.duration = stage_.now();
    return std::move(outcome_);
  }

 private:
  void play_steps() {
    const auto refused = set_up(scenario_, stage_, settings_.slowness);
    if (!refused) return conclude(outcome_, Verdict::broken, refused.error().message, 0);
    if (*refused) {
      const SetUpRefused& what = **refused;
      return conclude(
          outcome_, Verdict::fail,
          fmt::format("set-up: {}: expected accepted, seen {}", what.what, what.answer.described()),
          what.at.line);
    }
    const PerformSettings how{
        .workload_program = settings_.workload_program,
        .patience = settings_.patience,
        .deadline = scenario_.timeout ? stretched(*scenario_.timeout, settings_.slowness) : settings_.timeout,
        .slowness = settings_.slowness};
    for (std::size_t i = 0; i < scenario_.steps.size(); ++i)
      if (outcome_.steps[i].outcome != StepOutcome::left_out &&
          !play_step(scenario_.steps[i], how, outcome_.steps[i]))
        return;
    check_workloads();
  }

  // False if the scenario ends here.
  bool play_step(const scenario::Step& action, const PerformSettings& how, result::Step& step) {
    step.at = stage_.now();
    const Result<> done = perform(action, stage_, how, step);
    step.took = stage_.now() - step.at;
    if (!done) {
      step.outcome = StepOutcome::broken;
      step.seen = done.error().message;
      conclude(outcome_, Verdict::broken, fmt::format("{}: {}", step.text, step.seen), step.line);
      return false;
    }
    if (step.outcome == StepOutcome::failed) {
      conclude(outcome_, Verdict::fail, reason_of(step), step.line);
      // A workload that could not work at all is our side's failure, whatever the step expected.
      check_workloads();
      check_programs();
      return false;
    }
    return true;
  }

  // A failure for which the host gave no fair chance says nothing of the kernel.
  void blame_the_host() {
    const auto why =
        why_disturbed(host_before_, look_at_host(),
                      {.planned = surely_needed(scenario_), .used = used_now(), .late = stage_.late});
    if (!why) return;
    conclude(outcome_, Verdict::broken, fmt::format("disturbed: {}; {}", *why, outcome_.reason), 0);
    outcome_.disturbed = true;
  }

  // What is charged to the groups at the top, which include those below.
  [[nodiscard]] Bytes used_now() const {
    Bytes sum;
    for (const scenario::Cgroup& group : scenario_.cgroups)
      if (const cgroup::Group* top = group.parent.empty() ? stage_.group(group.name) : nullptr)
        sum.count += usage_of(*top);
    return sum;
  }

  static std::int64_t usage_of(const cgroup::Group& group) {
    const auto which = cgroup::resolve("usage", "", group.hierarchy());
    const auto file = group.open_file(std::string(which->file->name), O_RDONLY);
    return file ? read_number(file->number()).value_or(0) : 0;
  }

  // Exit statuses 64 to 78 (sysexits.h) say that a workload of ours was misused or could not work; another,
  // that the kernel spoiled its memory, which no scenario allows.
  void check_workloads() {
    constexpr int usage = 64;
    constexpr int last = 78;
    for (const auto& [name, actor] : stage_.actors) {
      if (!actor.is_workload() || !actor.end() || actor.end()->by_signal) continue;
      const int status = actor.end()->value;
      if (status == workload::exit_spoiled)
        condemn(fmt::format("workload {} found its memory spoiled: {}", name, actor.output()));
      else if (status >= usage && status <= last && !outcome_.inexcusable)
        conclude(outcome_, Verdict::broken,
                 fmt::format("workload {} {}: {}", name, actor.ending(), actor.output()), 0);
    }
  }

  // So a shell says that it found no such program (POSIX, "Exit Status for Commands"): the machine lacks it.
  void check_programs() {
    constexpr int not_found = 127;
    for (const auto& [name, actor] : stage_.actors)
      if (!actor.is_workload() && actor.end() && !actor.end()->by_signal && actor.end()->value == not_found)
        conclude(outcome_, Verdict::broken,
                 fmt::format("{} calls a program that is not here: {}; say what it needs, as in: needs: "
                             "{{program: NAME}}",
                             name, actor.output()),
                 0);
  }

  // Whether there were any since the last call. Uncharging comes with the end of tasks and groups, and so do
  // the kernel's doubts about its own counters.
  bool hear_complaints() {
    if (!settings_.watch_kernel_log) return false;
    const std::optional<std::string> alarm = log_.listen();
    const std::string taint_now = log_.heard_processor() ? without_warning(taint()) : taint();
    if (log_.heard_processor()) taint_ = without_warning(taint_);
    const std::string taint_before = std::exchange(taint_, taint_now);
    if (!alarm && taint_now == taint_before) return false;
    const std::string complaint =
        alarm ? "the kernel complained meanwhile: " + *alarm
              : fmt::format("the kernel's taint changed from {} to {}", taint_before, taint_now);
    condemn(complaint);
    return true;
  }

  // No rule about what is known to fail, and no chance, excuses this.
  void condemn(const std::string& why) {
    const bool failed_before = outcome_.verdict == Verdict::fail;
    conclude(outcome_, Verdict::fail, failed_before ? fmt::format("{}; {}", outcome_.reason, why) : why, 0);
    outcome_.inexcusable = true;
  }

  void tear_down() {
    for (const auto& [name, actor] : stage_.actors)
      if (actor.alive()) (void)::syscall(SYS_pidfd_send_signal, actor.pidfd(), SIGKILL, nullptr, 0);
    stage_.eventually(stage_.now() + teardown_budget, [&] {
      return std::ranges::none_of(stage_.actors, [](const auto& entry) { return entry.second.alive(); });
    });
    stage_.listeners.clear();
    const Result<> removed = remove_groups();
    if (!removed && outcome_.verdict != Verdict::broken)
      condemn("after the scenario: " + removed.error().message);
  }

  // Straight down the list of what was made; whatever resists gets the thorough way.
  [[nodiscard]] Result<> remove_groups() const {
    for (const std::string& name : std::views::reverse(stage_.made)) (void)stage_.groups.at(name).remove();
    if (stage_.top.remove().accepted()) return {};
    return empty_and_remove(stage_.top, teardown_budget);
  }

  const scenario::Scenario& scenario_;
  const PlaySettings& settings_;
  std::string taint_ = settings_.watch_kernel_log ? taint() : "";
  HostState host_before_ = look_at_host();
  KernelLog log_;
  Stage stage_;
  result::Outcome outcome_;
};

// Before 5.11 a group accounts for those below it only where memory.use_hierarchy was set before they
// were made; systemd sets it in the root, a bare mount does not. Scenarios about that file do it themselves.
void make_hierarchical(const cgroup::Group& top, const scenario::Scenario& scenario) {
  const std::string file = "memory.use_hierarchy";
  if (top.hierarchy() != cgroup::Hierarchy::v1 || !top.read(file).value_or("").starts_with("0")) return;
  const std::vector<std::string> named = control_files_of(scenario, top.hierarchy());
  if (std::ranges::find(named, file) == named.end()) (void)top.write(file, "1");
}

}  // namespace

result::Outcome play(const scenario::Scenario& scenario, const cgroup::Group& parent,
                     const std::string& directory, const PlaySettings& settings,
                     const std::vector<std::string>& left_out) {
  auto top = make_group(parent, directory);
  if (!top) {
    result::Outcome outcome{
        .scenario = scenario.name, .claim = scenario.claim, .file = scenario.file, .line = 1};
    conclude(outcome, Verdict::broken,
             fmt::format("cannot make cgroup {}/{}: {}", parent.path(), directory, top.error().described()),
             0);
    return outcome;
  }
  make_hierarchical(*top, scenario);
  std::optional<GivenController> given;
  const std::string root = cgroup::root_above(parent);
  if (scenario.needs.controller) given.emplace(root, *top, *scenario.needs.controller);
  return Playing(scenario, std::move(*top), settings, left_out).run(root);
}

}  // namespace limitest::engine
