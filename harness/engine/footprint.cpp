// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/footprint.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <string>

namespace limitest::engine {
namespace {

using scenario::Scenario;

constexpr std::int64_t unknown = std::int64_t{64} << 20;
constexpr std::int64_t most_believed = std::int64_t{4} << 30;  // a higher limit is none
constexpr std::int64_t no_limit = std::numeric_limits<std::int64_t>::max();
constexpr std::array<std::string_view, 3> limit_files{"limit", "memory.limit_in_bytes", "memory.max"};

// The highest limit of each group; a group that is never given one is absent.
class Limits {
 public:
  explicit Limits(const Scenario& scenario) {
    for (const scenario::Cgroup& group : scenario.cgroups) {
      parents_[group.name] = group.parent;
      for (const scenario::Write& setting : group.settings) note(setting);
    }
    for (const scenario::Step& step : scenario.steps) {
      if (const auto* write = std::get_if<scenario::Write>(&step.action)) note(*write);
      if (const auto* mkdir = std::get_if<scenario::Mkdir>(&step.action))
        parents_[mkdir->name] = mkdir->parent;
    }
  }

  [[nodiscard]] std::int64_t of(std::string group) const {
    std::int64_t smallest = no_limit;
    for (std::size_t depth = 0; !group.empty() && depth <= parents_.size(); ++depth) {
      if (const auto found = highest_.find(group); found != highest_.end())
        smallest = std::min(smallest, found->second);
      const auto parent = parents_.find(group);
      group = parent == parents_.end() ? "" : parent->second;
    }
    return smallest;
  }

 private:
  void note(const scenario::Write& write) {
    if (std::ranges::find(limit_files, write.target.file) == limit_files.end() ||
        !write.answer.errnos.empty())
      return;
    const auto size = parse_bytes(write.value);
    std::int64_t& highest = highest_[write.target.cgroup];
    highest = std::max(highest, size ? size->count : no_limit);
  }

  std::map<std::string, std::string> parents_;
  std::map<std::string, std::int64_t> highest_;
};

std::int64_t size_of(const scenario::Start& start) {
  const auto size = std::ranges::find(start.parameters, "size", [](const auto& one) { return one.first; });
  if (size == start.parameters.end()) return no_limit;
  const auto bytes = parse_bytes(size->second);
  return bytes ? bytes->count : no_limit;
}

// What one step makes the scenario take; no_limit: there is no telling.
std::int64_t taken_by(const scenario::Step& step, const Limits& limits) {
  if (const auto* start = std::get_if<scenario::Start>(&step.action))
    return std::min(size_of(*start), limits.of(start->cgroup));
  if (const auto* run = std::get_if<scenario::RunProgram>(&step.action)) return limits.of(run->cgroup);
  return 0;
}

}  // namespace

Bytes footprint(const Scenario& scenario) {
  const Limits limits(scenario);
  Bytes sum;
  for (const scenario::Step& step : scenario.steps) {
    const std::int64_t one = taken_by(step, limits);
    sum.count += one > most_believed ? unknown : one;
  }
  return sum;
}

Bytes surely_needed(const Scenario& scenario) {
  const Limits limits(scenario);
  Bytes sum;
  for (const scenario::Step& step : scenario.steps)
    if (const auto* start = std::get_if<scenario::Start>(&step.action); start != nullptr)
      if (const std::int64_t size = size_of(*start); size != no_limit)
        sum.count += std::min(size, limits.of(start->cgroup));
  return sum;
}

}  // namespace limitest::engine
