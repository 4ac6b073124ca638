// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/describe.h"

#include "harness/scenario/testing.h"

namespace limitest::scenario {
namespace {

TEST(Description, SaysAStepInOneSentence) {
  const Scenario read = testing::good(
      "hierarchy: v1\ncgroups: {box: , other: }\nsteps:\n"
      "- {start: grower, in: box, as: hog, with: {step: 1M, every: 20ms}}\n"
      "- {start: keeper, in: box}\n"
      "- {run: stress -m 1, in: box}\n"
      "- {expect: hog paused, within: 2s, for: 500ms}\n"
      "- {write: {box/memory.limit_in_bytes: 90M}, fails: [EBUSY, EINVAL]}\n"
      "- {write: {box/memory.limit_in_bytes: ''}, fails: EINVAL}\n"
      "- {move: hog, to: other}\n"
      "- {move: hog, to: other, thread: 1, fails: ESRCH}\n"
      "- {move: hog, to: other, child: 1}\n"
      "- {signal: KILL, to: hog}\n"
      "- {mkdir: inner, in: box}\n"
      "- {rmdir: box, fails: EBUSY}\n"
      "- {listen: box/memory.usage_in_bytes, args: 8M, as: high}\n"
      "- {unlisten: high}\n"
      "- {open: box/memory.max_usage_in_bytes, as: mine}\n"
      "- {write: {mine: 0}}\n"
      "- {save: box/memory.stat:cache, as: before}\n"
      "- {tell: keeper, to: release}\n");
  std::vector<std::string> sentences;
  for (const Step& step : read.steps) sentences.push_back(describe(step));
  EXPECT_THAT(sentences,
              ::testing::ElementsAre(
                  "start grower as hog in box (step 1M, every 20ms)", "start keeper in box",
                  "run stress -m 1 as stress in box", "expect hog paused, within 2s, staying so for 500ms",
                  "write 90M to box/memory.limit_in_bytes, refused with EBUSY or EINVAL",
                  "write an empty text to box/memory.limit_in_bytes, refused with EINVAL",
                  "move hog to other", "move thread 1 of hog to other through tasks, refused with ESRCH",
                  "move child 1 of hog to other", "send SIGKILL to hog", "make cgroup inner in box",
                  "remove cgroup box, refused with EBUSY", "listen to box/memory.usage_in_bytes (8M) as high",
                  "close the listener high", "open box/memory.max_usage_in_bytes as mine", "write 0 to mine",
                  "save box/memory.stat:cache as before", "tell keeper to release"));
}

TEST(Description, SaysAWholeScenario) {
  EXPECT_EQ(describe(testing::good(testing::shrink_scenario)),
            "oom/name\n"
            "  A limit cannot be pushed below what cannot be reclaimed.\n"
            "\n"
            "Runs on hierarchy v1.\n"
            "Needs no swap.\n"
            "\n"
            "Cgroups:\n"
            "  box with memory.limit_in_bytes 200M\n"
            "\n"
            "Steps:\n"
            "   1. start keeper as keep in box (size 100M)\n"
            "   2. expect keep holding\n"
            "   3. write 90M to box/memory.limit_in_bytes, refused with EBUSY\n"
            "   4. expect box/memory.limit_in_bytes == 200M\n"
            "   5. expect keep running, staying so for 500ms\n");
}

}  // namespace
}  // namespace limitest::scenario
