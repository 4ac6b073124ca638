// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/plan.h"

#include <algorithm>
#include <cerrno>

#include <gtest/gtest.h>

#include "harness/engine/mentioned.h"

namespace limitest::engine {
namespace {

using scenario::Scenario;

Machine machine_on(cgroup::Hierarchy hierarchy) {
  Machine machine;
  machine.kernel = "6.18.44";
  machine.location = cgroup::Location{hierarchy, "/sys/fs/cgroup"};
  machine.memory_available = Bytes{1 << 30};
  return machine;
}

const Probes everything{.has_control_file = [](const std::string&) { return true; },
                        .has_program = [](const std::string&) { return true; }};

TEST(Plan, RunsWhatNeedsNothing) {
  EXPECT_FALSE(reason_to_skip(Scenario{}, machine_on(cgroup::Hierarchy::v1), everything));
}

TEST(Plan, SkipsTheOtherHierarchy) {
  const auto reason =
      reason_to_skip({.hierarchy = cgroup::Hierarchy::v2}, machine_on(cgroup::Hierarchy::v1), everything);
  ASSERT_TRUE(reason);
  EXPECT_NE(reason->find("needs hierarchy v2"), std::string::npos);
}

TEST(Plan, NamesEveryUnmetNeedAtOnce) {
  Scenario scenario;
  scenario.needs = {
      .swap = scenario::Needs::Swap::some, .free_memory = Bytes{std::int64_t{1} << 40}, .kernel = "< 5.11"};
  scenario.steps.push_back({scenario::RunProgram{"stress", {"stress", "-m", "1"}, "box"}, {}});
  const Probes nothing{.has_control_file = [](const std::string&) { return true; },
                       .has_program = [](const std::string&) { return false; }};
  const auto reason = reason_to_skip(scenario, machine_on(cgroup::Hierarchy::v1), nothing);
  ASSERT_TRUE(reason);
  for (const char* part : {"needs swap", "1T of free memory", "a kernel < 5.11", "apt-get install stress"})
    EXPECT_NE(reason->find(part), std::string::npos) << *reason;
}

TEST(Plan, ZswapAndHugePagesMustBeThere) {
  Scenario scenario;
  scenario.needs = {.zswap = true, .huge_pages = Bytes{8 << 20}};
  Machine machine = machine_on(cgroup::Hierarchy::v2);
  const auto reason = reason_to_skip(scenario, machine, everything);
  ASSERT_TRUE(reason);
  EXPECT_NE(reason->find("needs zswap"), std::string::npos) << *reason;
  EXPECT_NE(reason->find("needs 8M free in huge pages"), std::string::npos) << *reason;
  machine.zswap = true;
  machine.huge_pages = Bytes{16 << 20};
  EXPECT_FALSE(reason_to_skip(scenario, machine, everything));
}

TEST(Plan, WritebackMustBeByCgroup) {
  Scenario scenario;
  scenario.needs = {.writeback = true};
  Machine machine = machine_on(cgroup::Hierarchy::v2);
  const auto reason = reason_to_skip(scenario, machine, everything);
  ASSERT_TRUE(reason);
  EXPECT_NE(reason->find("needs writeback by cgroup"), std::string::npos) << *reason;
  machine.writeback = true;
  EXPECT_TRUE(reason_to_skip(scenario, machine, everything));
  machine.controllers = "cpu io memory";
  EXPECT_FALSE(reason_to_skip(scenario, machine, everything));
}

TEST(Plan, AMachineThatIsToBeFilledMustBeSmall) {
  Scenario scenario;
  scenario.needs = {.whole_memory = Bytes{1 << 30}};
  Machine machine = machine_on(cgroup::Hierarchy::v1);
  machine.memory_total = Bytes{1 << 30};
  EXPECT_FALSE(reason_to_skip(scenario, machine, everything));
  machine.memory_total = Bytes{std::int64_t{24} << 30};
  const auto reason = reason_to_skip(scenario, machine, everything);
  ASSERT_TRUE(reason);
  EXPECT_NE(reason->find("at most 1G, this one has 24G"), std::string::npos) << *reason;
}

TEST(Plan, SwapThatIsToBeFilledMustBeLittle) {
  Scenario scenario;
  scenario.needs = {.whole_swap = Bytes{512 << 20}};
  Machine machine = machine_on(cgroup::Hierarchy::v2);
  machine.swap_total = Bytes{256 << 20};
  EXPECT_FALSE(reason_to_skip(scenario, machine, everything));
  machine.swap_total = Bytes{std::int64_t{8} << 30};
  const auto reason = reason_to_skip(scenario, machine, everything);
  ASSERT_TRUE(reason);
  EXPECT_NE(reason->find("at most 512M, this one has 8G"), std::string::npos) << *reason;
}

void expect_right(const Scenario& scenario, bool Machine::*held, const std::string& capability) {
  Machine machine = machine_on(cgroup::Hierarchy::v1);
  EXPECT_FALSE(reason_to_skip(scenario, machine, everything));
  machine.*held = false;
  const std::string reason = reason_to_skip(scenario, machine, everything).value_or("");
  EXPECT_NE(reason.find(capability), std::string::npos) << reason;
}

Scenario with_workload(scenario::Start start) {
  Scenario scenario;
  scenario.steps = {{.action = std::move(start)}, {.action = scenario::Expect{}}};
  return scenario;
}

TEST(Plan, WorkloadsTakeTheirRights) {
  expect_right(with_workload({.workload = "keeper", .parameters = {{"spared", "yes"}}}), &Machine::may_spare,
               "CAP_SYS_RESOURCE");
  expect_right(with_workload({.workload = "mlock"}), &Machine::may_lock, "CAP_IPC_LOCK");
  expect_right(with_workload({.workload = "page-owner"}), &Machine::may_administrate, "CAP_SYS_ADMIN");
}

TEST(Plan, WritingWhereModesRefuseOthersTakesARight) {
  Scenario read_only;
  read_only.steps.push_back({.action = scenario::Write{.target = {.cgroup = "box", .file = "memory.stat"},
                                                       .answer = {{Errno{EINVAL}}}}});
  expect_right(read_only, &Machine::may_override, "CAP_DAC_OVERRIDE");
  Scenario owned;
  owned.cgroups.push_back({.name = "box", .owner = 1000});
  owned.steps.push_back({.action = scenario::Move{.process = "a", .cgroup = "box"}});
  expect_right(owned, &Machine::may_override, "CAP_DAC_OVERRIDE");
}

TEST(Plan, WhatClaimsNothingIsNotPlayed) {
  Scenario scenario;
  scenario.steps.push_back({.action = scenario::Start{.workload = "idle"}});
  EXPECT_TRUE(reason_to_skip(scenario, machine_on(cgroup::Hierarchy::v1), everything));
}

TEST(Plan, TheRootMustBeSeenByWhoNamesIt) {
  Scenario scenario;
  scenario.steps.push_back(
      {.action = scenario::Write{.target = {.cgroup = "root", .file = "memory.force_empty"}}});
  Machine machine = machine_on(cgroup::Hierarchy::v1);
  EXPECT_EQ(reason_to_skip(scenario, machine, everything).value_or("").find("is about the root"),
            std::string::npos);
  machine.sees_root = false;
  EXPECT_NE(reason_to_skip(scenario, machine, everything).value_or("").find("is about the root"),
            std::string::npos);
}

TEST(Plan, AListenerOfV1NeedsTheFileThatTakesIt) {
  Scenario scenario;
  scenario.steps.push_back(
      {.action = scenario::Listen{.target = {.cgroup = "box", .file = "memory.oom_control"}}});
  const auto files = control_files_of(scenario, cgroup::Hierarchy::v1, {});
  EXPECT_NE(std::ranges::find(files, "cgroup.event_control"), files.end());
}

TEST(Plan, AnotherControllerMustBeThere) {
  Scenario scenario;
  scenario.needs.controller.emplace("io");
  Machine machine = machine_on(cgroup::Hierarchy::v2);
  machine.controllers = "cpuset cpu io memory";
  EXPECT_FALSE(reason_to_skip(scenario, machine, everything));
  machine.controllers = "cpu cpuio memory";
  const auto reason = reason_to_skip(scenario, machine, everything);
  ASSERT_TRUE(reason);
  EXPECT_NE(reason->find("needs the controller io"), std::string::npos) << *reason;
}

TEST(Plan, ActingAsAnotherUserTakesARight) {
  Scenario owned;
  owned.cgroups.push_back({.name = "box", .owner = 1000});
  Scenario moved;
  moved.steps.push_back({.action = scenario::Mkdir{.name = "box", .user = 1000}});
  Machine machine = machine_on(cgroup::Hierarchy::v1);
  EXPECT_FALSE(reason_to_skip(moved, machine, everything));
  machine.may_be_others = false;
  for (const Scenario& scenario : {owned, moved}) {
    const auto reason = reason_to_skip(scenario, machine, everything);
    ASSERT_TRUE(reason);
    EXPECT_NE(reason->find("CAP_SETUID"), std::string::npos) << *reason;
  }
}

TEST(Machine, CapabilitiesAreBitsOfANumber) {
  const std::string_view status = "CapPrm:\t0000000000000000\nCapEff:\t000001fffeffffff\n";
  EXPECT_FALSE(has_capability(status, 24));
  EXPECT_TRUE(has_capability(status, 21));
  EXPECT_FALSE(has_capability("", 21));
}

TEST(Machine, HugePagesThatAreFree) {
  EXPECT_EQ(
      free_huge_pages("HugePages_Total:       8\nHugePages_Free:        6\nHugepagesize:       2048 kB\n")
          .count,
      12 << 20);
  EXPECT_EQ(free_huge_pages("MemTotal: 1024 kB\n").count, 0);
}

TEST(Plan, AFileThatAScenarioNamesIsANeed) {
  Scenario scenario;
  scenario.cgroups.push_back({.name = "box", .settings = {{.target = {"box", "limit", ""}, .value = "5M"}}});
  const Probes bare{
      .has_control_file = [](const std::string& file) { return file != "memory.limit_in_bytes"; },
      .has_program = [](const std::string&) { return true; }};
  const auto reason = reason_to_skip(scenario, machine_on(cgroup::Hierarchy::v1), bare);
  ASSERT_TRUE(reason);
  EXPECT_NE(reason->find("needs the control file memory.limit_in_bytes"), std::string::npos);
  EXPECT_FALSE(reason_to_skip(scenario, machine_on(cgroup::Hierarchy::v2), bare));
}

TEST(Plan, WithoutAControllerSaysWhy) {
  Machine machine = machine_on(cgroup::Hierarchy::v1);
  machine.location.reset();
  machine.no_controller = "no memory controller: booted with cgroup_disable=memory";
  EXPECT_EQ(reason_to_skip(Scenario{}, machine, everything), machine.no_controller);
}

}  // namespace
}  // namespace limitest::engine
