// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/serve.h"

#include <gtest/gtest.h>

#include "workloads/lib/program.h"

namespace limitest::workload {
namespace {

// Takes at once, then looks: and what it finds is `found`.
class Looker final : public Work {
 public:
  explicit Looker(Advance found) : found_(found) {}
  Advance advance() override { return Advance::complete; }
  Advance keep() override { return found_; }
  void release() override {}

 private:
  Advance found_;
};

int end_of(Advance found) {
  auto status = Status::attach(-1);
  EXPECT_TRUE(status);
  Looker looker(found);
  return serve(looker, *status);
}

TEST(Serve, TellsSpoiledMemoryFromWorkThatCouldNotBeDone) {
  EXPECT_EQ(end_of(Advance::finished), 0);
  EXPECT_EQ(end_of(Advance::failed), exit_failure);
  EXPECT_EQ(end_of(Advance::spoiled), exit_spoiled);
}

}  // namespace
}  // namespace limitest::workload
