// SPDX-License-Identifier: Apache-2.0
#include "reports/words.h"

#include <gtest/gtest.h>

namespace limitest::reports {
namespace {

TEST(CommandAgain, NamesABuiltInScenarioAndTheFileOfAnother) {
  EXPECT_EQ(command_again({.scenario = "limits/a", .file = "scenarios/limits/a.yaml"}, {}),
            "limitest run limits/a");
  EXPECT_EQ(command_again({.scenario = "mine", .file = "my own.yaml"}, {}), "limitest run 'my own.yaml'");
  EXPECT_EQ(command_again({.scenario = "mine[a=1]", .file = "./mine.yaml"}, {.options = {"--repeat", "9"}}),
            "limitest run --repeat 9 './mine.yaml[a=1]'");
}

TEST(CommandAgain, NamesTheGuestsKernelAndItsHierarchyIfThatIsKnown) {
  const result::Outcome outcome{.scenario = "limits/a", .file = "scenarios/limits/a.yaml"};
  EXPECT_EQ(command_again(outcome, {.hierarchy = "v2", .image = "bzImage"}),
            "limitest run --kernel bzImage --hierarchy v2 limits/a");
  EXPECT_EQ(command_again(outcome, {.image = "bzImage"}), "limitest run --kernel bzImage limits/a");
}

}  // namespace
}  // namespace limitest::reports
