// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/footprint.h"

#include <gtest/gtest.h>

namespace limitest::engine {
namespace {

using scenario::Scenario;
using scenario::Start;

constexpr std::int64_t mib = 1 << 20;

scenario::Write limit(std::string group, std::string value) {
  return {.target = {.cgroup = std::move(group), .file = "limit", .field = ""}, .value = std::move(value)};
}

Start start(std::string group, std::string size) {
  Start one{.process = "p", .workload = "keeper", .cgroup = std::move(group)};
  if (!size.empty()) one.parameters.emplace_back("size", std::move(size));
  return one;
}

Scenario nested() {
  Scenario scenario;
  scenario.cgroups = {{.name = "outer", .settings = {limit("outer", "50M")}},
                      {.name = "inner", .parent = "outer"}};
  return scenario;
}

TEST(Footprint, OfASizeWithinTheLimitIsTheSize) {
  Scenario scenario = nested();
  scenario.steps.push_back({.action = start("inner", "20M")});
  scenario.steps.push_back({.action = start("outer", "10M")});
  EXPECT_EQ(footprint(scenario).count, 30 * mib);
}

TEST(Footprint, EndsAtTheHighestLimitOnTheWay) {
  Scenario scenario = nested();
  scenario.steps.push_back({.action = start("inner", "")});
  EXPECT_EQ(footprint(scenario).count, 50 * mib);
  scenario.steps.push_back({.action = limit("outer", "80M")});
  EXPECT_EQ(footprint(scenario).count, 80 * mib);
}

TEST(Footprint, OfTheUnboundIsAGuess) {
  Scenario scenario;
  scenario.cgroups = {{.name = "box"}};
  scenario.steps.push_back({.action = start("box", "")});
  EXPECT_EQ(footprint(scenario).count, 64 * mib);
  EXPECT_EQ(surely_needed(scenario).count, 0);
}

TEST(Footprint, IsSureOfWrittenSizesAlone) {
  Scenario scenario = nested();
  scenario.steps.push_back({.action = start("inner", "")});
  scenario.steps.push_back({.action = start("inner", "20M")});
  scenario.steps.push_back({.action = start("outer", "90M")});
  EXPECT_EQ(surely_needed(scenario).count, 70 * mib);
}

}  // namespace
}  // namespace limitest::engine
