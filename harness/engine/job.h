// SPDX-License-Identifier: Apache-2.0
// What the supervisor hands to the process that plays one scenario, and gets back: a memfd as
// descriptor 3 that holds the job as JSON, and afterwards the "end" line.
#pragma once

#include <optional>
#include <string>

#include "harness/base/fd.h"
#include "harness/engine/play.h"
#include "harness/scenario/catalogue.h"

namespace limitest::engine {

struct Job {
  std::string text;      // the scenario file's content; checked before
  std::string file;      // its name, for messages
  std::string base;      // the name its scenarios are derived from
  std::string scenario;  // which of them to play
  std::string tree;      // path of the run's tree
  std::string directory;
  cgroup::Hierarchy hierarchy = cgroup::Hierarchy::v1;
  PlaySettings settings;
  // Which of scenario::ablations_of() to play in its place, with the settings' patience; none: itself.
  std::optional<std::size_t> ablation;

  // What each process of the scenario may map at most; none: no bound. An ablation may have lost the limit
  // that stopped a grower: it must be refused then instead of taking the machine's memory, and must not be
  // killed, which could pass for what the scenario waits for.
  Bytes address_space{};

  // What starts and ends of it are reported under: "oom/name", "oom/name#3".
  [[nodiscard]] std::string name() const;
  std::vector<std::string> left_out;  // for each step why it is left out, or nothing (applies.h)
};

std::string to_json(const Job& job);
Result<Job> parse_job(const std::string& json);

// The whole life of a playing process: takes the job from `descriptor`, plays it, leaves the "end"
// line there. Returns the process's exit status.
int play_job(int descriptor, const scenario::Catalogue& catalogue);

}  // namespace limitest::engine
