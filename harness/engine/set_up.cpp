// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <span>

#include <fcntl.h>
#include <unistd.h>

#include "harness/engine/control_write.h"
#include "harness/engine/launch.h"
#include "harness/engine/pace.h"
#include "harness/engine/perform.h"

namespace limitest::engine {
namespace {

// What is delegated with a group's directory: tasks and the controllers of groups below, not its limits
// (cgroup-v2.rst, "Model of Delegation").
constexpr const char* delegated_v1[] = {"cgroup.procs", "tasks"};
constexpr const char* delegated_v2[] = {"cgroup.procs", "cgroup.threads", "cgroup.subtree_control"};

std::span<const char* const> delegated(cgroup::Hierarchy hierarchy) {
  if (hierarchy == cgroup::Hierarchy::v1) return delegated_v1;
  return delegated_v2;
}

Errno hand_over(const cgroup::Group& group, scenario::UserId owner) {
  constexpr auto same_group = static_cast<gid_t>(-1);
  if (::fchown(group.directory(), owner, same_group) != 0) return Errno{errno};
  for (const char* file : delegated(group.hierarchy()))
    if (::fchownat(group.directory(), file, owner, same_group, 0) != 0) return Errno{errno};
  return {};
}

}  // namespace

Result<std::optional<SetUpRefused>> set_up(const scenario::Scenario& scenario, Stage& stage,
                                           double slowness) {
  constexpr Nanoseconds ordinary_budget = std::chrono::seconds(10);
  const Nanoseconds budget = stretched(ordinary_budget, slowness);
  for (const scenario::Cgroup& wanted : scenario.cgroups) {
    const cgroup::Group* parent = stage.group(wanted.parent);
    LIMITEST_ASSERT(parent != nullptr);
    auto group = make_group(*parent, wanted.name);
    if (!group) return SetUpRefused{fmt::format("make cgroup {}", wanted.name), group.error(), wanted.at};
    stage.add_group(wanted.name, std::move(*group));
    for (const scenario::Write& setting : wanted.settings) {
      const auto [answer, timed_out] =
          write_control(*stage.group(wanted.name), setting.target.file, setting.value, budget);
      stage.late = stage.late || timed_out;
      if (!answer.accepted())
        return SetUpRefused{fmt::format("write {} to {}/{}", setting.value, wanted.name, setting.target.file),
                            answer, wanted.at};
    }
    if (wanted.owner != 0)
      if (const Errno answer = hand_over(*stage.group(wanted.name), wanted.owner); !answer.accepted())
        return failure("cannot give cgroup {} to user {}: {}; a user namespace must have that user",
                       wanted.name, wanted.owner, answer.described());
    stage.recorder.refresh_limits();
  }
  return std::nullopt;
}

}  // namespace limitest::engine
