// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/tasks.h"

#include <cctype>

#include "harness/engine/applies.h"
#include "harness/engine/footprint.h"
#include "harness/engine/pace.h"

namespace limitest::cli {

std::string directory_name(std::size_t number, const std::string& scenario) {
  constexpr std::size_t longest = 120;
  std::string name = fmt::format("{:03}-{}", number, scenario.substr(0, longest));
  for (char& c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '-' && c != '_') c = '.';
  return name;
}

Result<engine::PlaySettings> settings_for(const engine::Machine& machine, const engine::Session& session,
                                          const engine::Programs& programs) {
  const double slowness = engine::slowness(LIMITEST_TRY(engine::measure_page_touch()));
  return engine::PlaySettings{.workload_program = programs.workload,
                              .slack = LIMITEST_TRY(session.measure_slack(machine, programs)),
                              .patience = engine::stretched(engine::PlaySettings{}.patience, slowness),
                              .timeout = engine::stretched(engine::PlaySettings{}.timeout, slowness),
                              .slowness = slowness};
}

engine::Task make_task(const Selected& one, std::size_t number, const engine::Machine& machine,
                       const engine::Session& session, const engine::PlaySettings& settings) {
  return {.job = {.text = one.source->text,
                  .file = one.source->file,
                  .base = one.source->base,
                  .scenario = one.scenario.name,
                  .tree = session.tree().path(),
                  .directory = directory_name(number, one.scenario.name),
                  .hierarchy = session.tree().hierarchy(),
                  .settings = settings,
                  .left_out = steps_left_out(one.scenario, machine)},
          .timeout = one.scenario.timeout ? engine::stretched(*one.scenario.timeout, settings.slowness)
                                          : settings.timeout,
          .known = known_here(one.scenario, machine),
          .memory = engine::footprint(one.scenario),
          .swap = one.scenario.needs.swap == scenario::Swap::some ? engine::footprint(one.scenario) : Bytes{},
          .alone = one.scenario.alone,
          .repeat = one.scenario.repeat,
          .controller = one.scenario.needs.controller};
}

}  // namespace limitest::cli
