// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/boots.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace limitest::guest {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

const ScenarioFile limits{"limits.yaml", "limits", "# Limits."};
const ScenarioFile swap{"swap.yaml", "swap", "# Swap."};
const GuestScenario bound{.name = "limits[1]", .source = &limits};
const GuestScenario bound_too{.name = "limits[2]", .source = &limits};
const GuestScenario none{.name = "swap", .source = &swap, .without_swap = true};

TEST(Boots, WhatNeedsAMachineWithoutSwapIsPlayedFirst) {
  const auto programs = programs_to_play({&bound, &none}, {}, false);
  ASSERT_EQ(programs.size(), 2U);
  EXPECT_FALSE(programs[0].swap);
  EXPECT_TRUE(programs[1].swap);
  EXPECT_NE(programs[0].arguments.back(), programs[1].arguments.back());
}

TEST(Boots, EachFolderHoldsAFileOnceAndNoOthers) {
  std::vector<std::string> paths;
  for (const GuestFile& file : files_to_play({&bound, &bound_too, &none}, {}, false))
    paths.push_back(file.path);
  EXPECT_THAT(paths, ElementsAre("/limitest/play/without-swap", "/limitest/scenarios/without-swap/swap.yaml",
                                 "/limitest/play/others", "/limitest/scenarios/others/limits.yaml"));
}

TEST(Boots, RepetitionReachesTheGuest) {
  GuestRequest request;
  request.repeat = {.times = 7, .until_fail = true};
  const auto repeated = programs_to_play({&bound}, request, false);
  EXPECT_THAT(repeated.front().arguments, testing::IsSupersetOf({"--repeat", "7", "--until-fail"}));
  const auto once = programs_to_play({&bound}, {}, false);
  EXPECT_THAT(once.front().arguments, Not(Contains("--repeat")));
}

TEST(Boots, KnownListsReachTheGuest) {
  GuestRequest request;
  request.known = {{.file = "rules.yaml", .text = "[]"}, {.file = "rules.yaml", .text = "[ ]"}};
  const auto programs = programs_to_play({&bound}, request, false);
  EXPECT_THAT(programs.front().arguments, testing::IsSupersetOf({"--known", "/limitest/known/0/rules.yaml",
                                                                 "/limitest/known/1/rules.yaml"}));
  const auto files = files_to_play({&bound}, request.known, false);
  EXPECT_EQ(files[0].path, "/limitest/known/0/rules.yaml");
  EXPECT_EQ(files[1].content, "[ ]");
}

TEST(Boots, SuspectsArePlayedOneByOne) {
  GuestRequest request;
  request.repeat.times = 2;
  const auto programs = programs_to_play({&bound, &none, &bound_too}, request, true);
  ASSERT_EQ(programs.size(), 3U);  // repeated plays of one are over before the next begins
  for (const Program& program : programs) {
    const auto jobs = std::ranges::find(program.arguments, "--jobs");
    ASSERT_NE(jobs, program.arguments.end());
    EXPECT_EQ(*std::next(jobs), "1");
  }
  std::vector<std::string> lists;
  for (const GuestFile& file : files_to_play({&bound, &none, &bound_too}, {}, true))
    if (file.path.starts_with("/limitest/play/")) lists.push_back(file.content);
  EXPECT_THAT(lists, ElementsAre("swap\n", "limits[1]\n", "limits[2]\n"));
}

}  // namespace
}  // namespace limitest::guest
