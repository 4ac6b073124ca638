// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/coverage.h"

#include <algorithm>

#include "harness/scenario/testing.h"

namespace limitest::scenario {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

FileUse use_of(std::string_view file, std::string_view text, cgroup::Hierarchy on = cgroup::Hierarchy::v1) {
  const Scenario scenario = testing::good(text);
  const Scenario* all[] = {&scenario};
  const auto uses = file_uses(all);
  const auto found = std::ranges::find_if(
      uses, [&](const FileUse& use) { return use.file->name == file && use.hierarchy == on; });
  return *found;
}

TEST(Coverage, IsWhatScenariosSay) {
  const Scenario one = testing::good("covers: limit/kills\nsteps: [{mkdir: box}]");
  const Scenario* all[] = {&one};
  const auto covered = covered_behaviours(testing::catalogue(), all);
  ASSERT_EQ(covered.size(), 2U);
  EXPECT_THAT(covered[0].scenarios, ElementsAre(&one));
  EXPECT_THAT(covered[1].scenarios, IsEmpty());
}

TEST(FileUses, TellRightFromWrongWrites) {
  const auto use = use_of("memory.limit_in_bytes",
                          "hierarchy: v1\ncgroups: {box: {memory.limit_in_bytes: 8M}}\nsteps:\n"
                          "  - {write: {box/memory.limit_in_bytes: abc}, fails: EINVAL}\n"
                          "  - expect: box/memory.limit_in_bytes == 8M\n");
  EXPECT_EQ(use.read, 1U);
  EXPECT_EQ(use.written, 1U);
  EXPECT_EQ(use.refused, 1U);
  EXPECT_THAT(use.holes(), ElementsAre("effect"));
}

TEST(FileUses, SeeAnEffectInSomethingElse) {
  constexpr std::string_view text =
      "cgroups: {box: {limit: 8M}}\nsteps:\n"
      "  - {start: grower, as: hog, in: box}\n"
      "  - expect: hog killed\n"
      "  - expect: box/usage <= 1M\n";
  EXPECT_EQ(use_of("memory.limit_in_bytes", text).effect, 1U);
  EXPECT_EQ(use_of("memory.max", text, cgroup::Hierarchy::v2).effect, 1U);
  EXPECT_EQ(use_of("memory.usage_in_bytes", text).effect, 1U) << "it reports what was done";
  EXPECT_EQ(use_of("memory.failcnt", text).effect, 0U);
}

TEST(FileUses, SeeNoEffectInAReadingBeforeAnythingWasDone) {
  EXPECT_EQ(use_of("memory.failcnt", "cgroups: {box: }\nsteps:\n  - expect: box/limit_hits == 0\n").effect,
            0U);
}

TEST(FileUses, CountListenersAsUsesOfTheirTarget) {
  constexpr std::string_view text =
      "hierarchy: v1\ncgroups: {box: }\nsteps:\n"
      "  - {listen: box/memory.pressure_level, args: low, as: pressure}\n"
      "  - expect: pressure fired\n";
  EXPECT_EQ(use_of("memory.pressure_level", text).effect, 1U);
  EXPECT_EQ(use_of("cgroup.event_control", text).written, 1U);
}

}  // namespace
}  // namespace limitest::scenario
