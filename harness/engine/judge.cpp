// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <fmt/ranges.h>

#include "harness/engine/evaluate.h"

namespace limitest::engine {
namespace {

using scenario::Compare;
using scenario::GroupState;
using scenario::State;

// A charged reading is an interval that holds the truth: a claim about it holds if it can be true.
bool can_hold(Compare how, const Quantity& a, const Quantity& b) {
  switch (how) {
    case Compare::equal:
    case Compare::near:
      return a.low <= b.high && b.low <= a.high;
    case Compare::not_equal:
      return a.low > b.high || b.low > a.high;
    case Compare::less:
      return a.low < b.high;
    case Compare::less_equal:
      return a.low <= b.high;
    case Compare::greater:
      return a.high > b.low;
    case Compare::greater_equal:
      return a.high >= b.low;
  }
  return false;
}

// `≈` says "up to what the kernel may charge besides", so its tolerance goes both ways.
void widen_for_near(Quantity& a, const Quantity& b, Charging by, const SlackModel& slack,
                    std::vector<std::string>& why) {
  by.groups = std::max(by.groups, 1.0);
  const double larger = std::max(a.value, b.value);
  if ((a.kind != Kind::bytes && b.kind != Kind::bytes) || std::isinf(larger)) return;
  a.low = std::min(a.low, a.value - slack.near(larger, by));
  a.high = std::max(a.high, a.value + slack.near(larger, by));
  why.push_back(slack.explain_near(larger, by));
}

// What stands in the page is the workload's own doing.
const char* word_of(workload::Phase phase) {
  switch (phase) {
    case workload::Phase::starting:
      return "starting";
    case workload::Phase::working:
      return "working";
    case workload::Phase::holding:
      return "holding";
    case workload::Phase::done:
      return "done";
  }
  return "in no phase that is known";
}

struct Judge {
  Stage& stage;
  const std::string& text;

  Judgement operator()(const scenario::Comparison& comparison) const {
    Quantity left = evaluate(comparison.left, stage);
    const Quantity right = evaluate(comparison.right, stage);
    Quantity both = combine('+', left, right);  // for its readings, finality and what is unknown
    if (!both.unknown.empty())
      return {.holds = false,
              .unknown = true,
              .final = (!left.unknown.empty() && left.final) || (!right.unknown.empty() && right.final),
              .seen = both.unknown};
    if (comparison.how == Compare::near) {
      both.slack.clear();
      widen_for_near(left, right, both.charging, stage.slack, both.slack);
    }
    return {.holds = can_hold(comparison.how, left, right),
            .final = both.final,
            .seen = both.readings.empty() ? value_text(left.value, left.kind)
                                          : fmt::format("{}", fmt::join(both.readings, ", ")),
            .slack = fmt::format("{}", fmt::join(both.slack, "; "))};
  }

  Judgement operator()(const scenario::ProcessState& wanted) const {
    Actor& actor = stage.actors.at(wanted.process);
    const bool was_paused = actor.paused();
    const bool depends =
        wanted.state == State::paused || wanted.state == State::running || wanted.state == State::stopped;
    if (depends)
      actor.observe(stage.group(actor.cgroup()), stage.now());
    else
      actor.glance(stage.group(actor.cgroup()), stage.now());
    if (actor.paused() != was_paused && actor.alive())
      stage.recorder.mark(stage.now(), was_paused ? "resume" : "pause",
                          wanted.process + (was_paused ? " goes on" : " is paused"));
    // A pause shows after a while of looking alone.
    const bool too_early =
        wanted.state == State::paused && actor.alive() && !actor.paused() && !actor.was_watched(stage.now());
    return {.holds = in_state(actor, wanted, stage.now()),
            .unknown = too_early,
            .final = !actor.alive(),
            .announced = wanted.state >= State::ended,
            .seen = fmt::format("{} {}{}", wanted.process, actor.condition(stage.now()), phase_text(actor))};
  }

  Judgement operator()(const scenario::ListenerState& wanted) const {
    const Listener& listener = stage.listeners.at(wanted.listener);
    const bool fired = listener.count > 0;
    // What has fired cannot be silent again.
    return {.holds = fired == wanted.fired,
            .final = fired,
            .announced = true,
            .seen = fired ? fmt::format("{} fired {} times, first at {}", wanted.listener, listener.count,
                                        limitest::to_string(*listener.first))
                          : wanted.listener + " has not fired"};
  }

  Judgement operator()(const scenario::CgroupState& wanted) const {
    const cgroup::Group* group = stage.group(wanted.target.cgroup);
    const bool there = group != nullptr &&
                       group->has(wanted.target.file.empty() ? "cgroup.procs" : file_name(*group, wanted));
    if (wanted.state == GroupState::exists || wanted.state == GroupState::missing)
      return {.holds = there == (wanted.state == GroupState::exists),
              .final = false,
              .seen = there ? "it is there" : "it is not there"};
    if (!there) return {.holds = false, .unknown = true, .seen = "it is not there"};
    const auto processes = group->processes();
    if (!processes)
      return {.holds = false,
              .unknown = true,
              .seen = fmt::format("cgroup.procs cannot be read: {}", processes.error().described())};
    return {.holds = processes->empty() == (wanted.state == GroupState::empty),
            .seen = fmt::format("{} processes in it", processes->size())};
  }

  Judgement operator()(const scenario::Says& wanted) const {
    const Actor& actor = stage.actors.at(wanted.process);
    const std::string output = actor.output();
    return {.holds = output.find(wanted.text) != std::string::npos,
            .final = !actor.alive(),
            .seen = fmt::format("{} printed: {}", wanted.process, output.empty() ? "nothing" : output)};
  }

  Judgement operator()(const scenario::Not& negation) const {
    Judgement inner = judge(*negation.inner, stage);
    inner.holds = !inner.holds && !inner.unknown;
    return inner;
  }

  Judgement operator()(const scenario::Both& both) const {
    return join(judge(*both.left, stage), judge(*both.right, stage), true);
  }

  Judgement operator()(const scenario::Either& either) const {
    return join(judge(*either.left, stage), judge(*either.right, stage), false);
  }

 private:
  static std::string file_name(const cgroup::Group& group, const scenario::CgroupState& wanted) {
    const auto which = cgroup::resolve(wanted.target.file, "", group.hierarchy());
    return which ? std::string(which->file->name) : wanted.target.file;
  }

  static bool in_state(const Actor& actor, const scenario::ProcessState& wanted, Nanoseconds now) {
    const auto matches = [&](bool by_signal) {
      return actor.end() && actor.end()->by_signal == by_signal &&
             wanted.detail.value_or(actor.end()->value) == actor.end()->value;
    };
    switch (wanted.state) {
      case State::alive:
        return actor.alive();
      case State::running:
        return actor.alive() && !actor.paused() && !actor.stopped() && actor.was_watched(now);
      case State::paused:
        return actor.paused();
      case State::progressing:
        return actor.alive() && actor.progressed();
      case State::holding:
        return actor.alive() && actor.report().phase == workload::Phase::holding;
      case State::stopped:
        return actor.stopped();
      case State::ended:
        return !actor.alive();
      case State::exited:
        return matches(false);
      case State::killed:
        return matches(true);
    }
    return false;
  }

  static std::string phase_text(const Actor& actor) {
    if (!actor.alive() || !actor.is_workload()) return "";
    return fmt::format(", {}, {} touched", word_of(actor.report().phase),
                       to_exact_string(Bytes{static_cast<std::int64_t>(actor.report().touched)}));
  }

  // `and` is decided by one side that is false for good, `or` by one that is true for good.
  static Judgement join(Judgement left, Judgement right, bool all) {
    const auto settles = [all](const Judgement& one) { return !one.unknown && one.holds != all; };
    const auto decides = [all](const Judgement& one) { return one.final && one.holds != all; };
    Judgement joined{.holds = all ? left.holds && right.holds : left.holds || right.holds,
                     .unknown = (left.unknown || right.unknown) && !settles(left) && !settles(right),
                     .final = (left.final && right.final) || decides(left) || decides(right),
                     .announced = left.announced && right.announced,
                     .seen = left.seen == right.seen ? left.seen : left.seen + ", " + right.seen,
                     .slack = left.slack};
    if (!right.slack.empty() && right.slack != left.slack)
      joined.slack += (left.slack.empty() ? "" : "; ") + right.slack;
    return joined;
  }
};

}  // namespace

Judgement judge(const scenario::Condition& condition, Stage& stage) {
  return std::visit(Judge{stage, condition.text}, condition.node);
}

}  // namespace limitest::engine
