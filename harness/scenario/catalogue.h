// SPDX-License-Identifier: Apache-2.0
// What may stand under `start:` and `covers:`. The workloads describe themselves (`limitest-workload
// --describe`); the build embeds what they say, so that a scenario is checked without running anything.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/result.h"
#include "harness/scenario/behaviour.h"

namespace limitest::scenario {

enum class ParameterType : std::uint8_t { size, duration, count, word, control_file };
std::string_view name_of(ParameterType type);

struct WorkloadParameter {
  std::string name;
  ParameterType type = ParameterType::word;
  std::string fallback;
  std::vector<std::string> choices;  // of a word; empty: any
  bool manner = false;  // of a size or count: how the workload goes about it, not how much it does
  std::string help;
};

struct WorkloadInfo {
  std::string name;
  std::string summary;
  std::vector<WorkloadParameter> parameters;
  std::vector<std::string> commands;  // that `tell:` may give: release, again, finish
};

struct Catalogue {
  std::vector<WorkloadInfo> workloads;
  std::vector<Behaviour> behaviours;

  [[nodiscard]] const WorkloadInfo* find(std::string_view name) const;
  [[nodiscard]] const Behaviour* behaviour(std::string_view slug) const;
  [[nodiscard]] std::vector<std::string> names() const;
};

// {"workloads": [{"name", "summary", "parameters": [{"name", "type", "default", "choices", "help"}],
// "commands": [...]}]}, or the list alone.
Result<Catalogue> parse_catalogue(std::string_view json);

}  // namespace limitest::scenario
