// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/job.h"

#include <gtest/gtest.h>

#include "harness/result/json_lines.h"

namespace limitest::engine {
namespace {

// Nothing here is a default: what is lost on the way to the playing process would come back as one.
Job unlike_any_default() {
  Job job{.text = "# A claim.",
          .file = "a.yaml",
          .base = "a",
          .scenario = "a[1]",
          .tree = "/tree",
          .directory = "/tmp",
          .hierarchy = cgroup::Hierarchy::v2};
  job.settings.workload_program = "/bin/workload";
  job.settings.slack = {
      .page = 65536, .cpus = 3, .batch = 32, .slots = 7, .flushes = false, .empty_workload = 1};
  job.settings.patience = std::chrono::seconds(11);
  job.settings.timeout = std::chrono::seconds(12);
  job.settings.slowness = 2.5;
  job.ablation = 4;
  job.address_space = {1 << 20};
  job.left_out = {"", "needs swap"};
  return job;
}

TEST(Job, ReachesThePlayingProcessWhole) {
  const Job job = unlike_any_default();
  const auto back = parse_job(to_json(job));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(back->settings.slack, job.settings.slack);
  EXPECT_EQ(back->settings.patience, job.settings.patience);
  EXPECT_EQ(back->settings.timeout, job.settings.timeout);
  EXPECT_EQ(back->settings.slowness, job.settings.slowness);
  EXPECT_EQ(back->hierarchy, job.hierarchy);
  EXPECT_EQ(back->name(), "a[1]#4");
  EXPECT_EQ(back->left_out, job.left_out);
  EXPECT_EQ(back->address_space.count, job.address_space.count);
  EXPECT_EQ(to_json(*back), to_json(job));
}

// A playing process that dies early leaves the job where the outcome was to be.
TEST(Job, PassesForNoOutcome) {
  EXPECT_FALSE(result::parse_end_line(to_json(unlike_any_default())));
}

TEST(Job, NonsenseIsNone) {
  EXPECT_FALSE(parse_job("{}"));
  EXPECT_FALSE(parse_job("half a jo"));
}

}  // namespace
}  // namespace limitest::engine
