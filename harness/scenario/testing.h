// SPDX-License-Identifier: Apache-2.0
// What the tests of this folder share: two workloads, the two scenarios of the design, and a reader.
#pragma once

#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/scenario/read.h"

namespace limitest::scenario::testing {

inline constexpr std::string_view catalogue_json = R"({"workloads": [
  {"name": "grower", "summary": "takes more and more memory", "parameters": [
    {"name": "step", "type": "size", "default": "1M", "choices": [], "manner": true, "help": "taken at a time"},
    {"name": "every", "type": "duration", "default": "10ms", "choices": [], "help": "between two steps"},
    {"name": "allocator", "type": "word", "default": "mmap", "choices": ["mmap", "libc", "jemalloc"],
     "help": "where from"}], "commands": ["release", "finish"]},
  {"name": "keeper", "summary": "takes memory once and holds it", "parameters": [
    {"name": "size", "type": "size", "default": "16M", "choices": [], "help": "how much"},
    {"name": "threads", "type": "count", "default": "1", "choices": [], "help": "how many"},
    {"name": "path", "type": "word", "default": "", "choices": [], "help": "a file"}],
   "commands": ["release", "again"]},
  {"name": "setter", "summary": "writes to a control file", "parameters": [
    {"name": "file", "type": "control file", "default": "", "choices": [], "help": "which"}],
   "commands": ["finish"]}]})";

inline constexpr std::string_view paused_scenario =
    R"(# With the OOM killer off, a task that reaches the limit sleeps instead of dying,
# and goes on when the limit is raised. (cgroup-v1/memory.rst, "OOM Control")
hierarchy: v1
cgroups:
  box: {memory.limit_in_bytes: 5M, memory.swappiness: 0, memory.oom_control: 1}
steps:
  - start: grower
    as: hog
    in: box
    with: {step: 1M, every: 20ms}
  - expect: hog paused
  - expect: box/memory.oom_control:under_oom == 1
  - expect: hog.touched >= 3M
  - write: {box/memory.limit_in_bytes: 10M}
  - expect: hog.touched >= 8M          # it went on ...
  - expect: hog paused                 # ... and paused again
)";

inline constexpr std::string_view shrink_scenario =
    R"(# A limit cannot be pushed below what cannot be reclaimed.
hierarchy: v1
needs: {swap: none}
cgroups:
  box: {memory.limit_in_bytes: 200M}
steps:
  - start: keeper                      # what `stress --vm-bytes 100m --vm-keep -m 1` does
    as: keep
    in: box
    with: {size: 100M}
  - expect: keep holding
  - write: {box/memory.limit_in_bytes: 90M}
    fails: EBUSY
  - expect: box/memory.limit_in_bytes == 200M
  - expect: keep running
    for: 500ms
)";

inline const Catalogue& catalogue() {
  static const Catalogue known = [] {
    Catalogue all = parse_catalogue(catalogue_json).value();
    all.behaviours = parse_behaviours("limit/kills both It dies.\npause/sleeps v1 It sleeps.\n").value();
    return all;
  }();
  return known;
}

inline ReadResult read(std::string_view text) {
  return read_scenarios(text, "file.yaml", "oom/name", catalogue());
}

// "2:12: message" for each problem, in order.
inline std::vector<std::string> problems_of(std::string_view text) {
  std::vector<std::string> all;
  for (const Diagnostic& one : read(text).problems)
    all.push_back(fmt::format("{}:{}: {}", one.at.line, one.at.column, one.message));
  return all;
}

inline std::string listing(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

// The scenario of a text without problems.
inline Scenario good(std::string_view text) {
  ReadResult result = read(text);
  EXPECT_TRUE(result.problems.empty()) << listing(problems_of(text)) << text;
  return result.scenarios.empty() ? Scenario{} : std::move(result.scenarios.front());
}

template <class Action>
const Action& action(const Scenario& scenario, std::size_t step) {
  return std::get<Action>(scenario.steps.at(step).action);
}

}  // namespace limitest::scenario::testing
