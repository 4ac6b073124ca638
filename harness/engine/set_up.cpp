// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/control_write.h"
#include "harness/engine/launch.h"
#include "harness/engine/perform.h"

namespace limitest::engine {
namespace {

constexpr Nanoseconds setting_budget = std::chrono::seconds(10);

}  // namespace

Result<std::optional<SetUpRefused>> set_up(const scenario::Scenario& scenario, Stage& stage) {
  for (const scenario::Cgroup& wanted : scenario.cgroups) {
    const cgroup::Group* parent = stage.group(wanted.parent);
    LIMITEST_ASSERT(parent != nullptr);
    auto group = make_group(*parent, wanted.name);
    if (!group) return SetUpRefused{fmt::format("make cgroup {}", wanted.name), group.error(), wanted.at};
    stage.add_group(wanted.name, std::move(*group));
    for (const scenario::Write& setting : wanted.settings) {
      const auto [answer, timed_out] =
          write_control(*stage.group(wanted.name), setting.target.file, setting.value, setting_budget);
      if (!answer.accepted())
        return SetUpRefused{fmt::format("write {} to {}/{}", setting.value, wanted.name, setting.target.file),
                            answer, wanted.at};
    }
    stage.recorder.refresh_limits();
  }
  return std::nullopt;
}

}  // namespace limitest::engine
