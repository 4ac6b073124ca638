// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/play_in_guest.h"

#include <algorithm>

#include <poll.h>

#include "harness/engine/mentioned.h"
#include "harness/engine/play.h"

namespace limitest::cli {
namespace {

struct Report {
  Running& running;

  void operator()(guest::MachineKnown& known) const { running.begin(std::move(known.machine)); }
  void operator()(guest::ScenarioStarted& started) const { running.started(started.scenario); }
  void operator()(guest::ScenarioEnded& ended) const { running.ended(std::move(ended.outcome)); }
};

}  // namespace

GuestCast cast_for_guest(const Selection& selection) {
  GuestCast cast;
  const Source* last = nullptr;
  for (const Selected& one : selection.scenarios) {
    if (one.source != last)
      cast.files.push_back(std::make_unique<guest::ScenarioFile>(
          guest::ScenarioFile{one.source->file, one.source->base, one.source->text}));
    last = one.source;
    cast.scenarios.push_back({.name = one.scenario.name,
                              .claim = one.scenario.claim,
                              .source = cast.files.back().get(),
                              .timeout = one.scenario.timeout.value_or(engine::PlaySettings{}.timeout),
                              .without_swap = one.scenario.needs.swap == scenario::Needs::Swap::none,
                              .repeated = one.scenario.repeat.has_value(),
                              .programs = engine::programs_of(one.scenario)});
  }
  return cast;
}

Result<bool> play_in_guest(guest::GuestRun started, Interruption& interruption, Running& running) {
  while (!started.over()) {
    if (interruption.happened()) return false;
    pollfd asked[] = {{.fd = started.descriptor(), .events = POLLIN, .revents = 0},
                      {.fd = interruption.descriptor(), .events = POLLIN, .revents = 0}};
    constexpr int look_again_ms = 1000;
    (void)::poll(asked, std::size(asked), look_again_ms);
    for (guest::Event& event : started.take()) std::visit(Report{running}, event);
  }
  return true;
}

}  // namespace limitest::cli
