// SPDX-License-Identifier: Apache-2.0
// All that exists while one scenario plays: its cgroups, processes, listeners and saved values, the
// clock, and the timeline that is recorded meanwhile. Teardown is the stage's last act (play.h).
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "harness/base/fd.h"
#include "harness/base/retry.h"
#include "harness/cgroup/event_source.h"
#include "harness/cgroup/group.h"
#include "harness/engine/actor.h"
#include "harness/engine/quantity.h"
#include "harness/engine/recorder.h"
#include "harness/engine/slack.h"

namespace limitest::engine {

// A registered notification and what came of it.
struct Listener {
  cgroup::EventSource source;
  std::uint64_t count = 0;
  std::optional<Nanoseconds> first;  // since the scenario's start
  std::optional<Nanoseconds> last;
};

struct Stage {
  explicit Stage(cgroup::Group top_group, SlackModel slack_model)
      : top(std::move(top_group)), slack(slack_model), started(monotonic_now()), recorder(started) {}

  cgroup::Group top;  // the scenario's own; all its cgroups are below
  SlackModel slack;
  Nanoseconds started;
  Recorder recorder;
  std::map<std::string, cgroup::Group> groups;
  std::vector<std::string> made;  // their names, parents before children

  // Puts a group on the stage and on its timeline.
  void add_group(const std::string& name, cgroup::Group group);

  std::map<std::string, Actor> actors;
  std::map<std::string, Listener> listeners;
  std::map<std::string, Fd> open_files;
  std::map<std::string, Quantity> saved;
  bool late = false;  // a step failed because its time ran out

  [[nodiscard]] Nanoseconds now() const { return monotonic_now() - started; }

  // A group by its name in the scenario; "root" is the root of the hierarchy. Null when removed.
  [[nodiscard]] const cgroup::Group* group(const std::string& name) const;
  std::optional<cgroup::Group> root;

  // Takes in what happened: processes that ended, notices that came, a sample that is due. Orphans are
  // reaped.
  void absorb();

  // Sleeps until something happens, `span` is over, or a sample is due. True if something happened.
  bool wait(Nanoseconds span);

  // Absorbs and asks until `predicate` holds or `deadline` (of now()) passes. Events wake it at
  // once; for the rest it asks with growing pauses, unless `announced` says that events are all.
  template <class Predicate>
  bool eventually(Nanoseconds deadline, Predicate&& predicate, const bool& announced = polled) {
    Backoff backoff;
    for (;;) {
      absorb();
      if (predicate()) return true;
      if (now() >= deadline) return false;
      const Nanoseconds rest = deadline - now();
      if (wait(announced ? rest : std::min(backoff.next(), rest))) backoff.reset();
    }
  }

  static constexpr bool polled = false;
};

}  // namespace limitest::engine
