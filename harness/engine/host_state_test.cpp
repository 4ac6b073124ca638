// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/host_state.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace limitest::engine {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::HasSubstr;

constexpr Bytes mib(std::int64_t count) {
  return {count << 20};
}

HostState quiet(Nanoseconds at, Bytes available) {
  return {.at = at, .cpu = 2 * at, .available = available, .total = mib(1024)};
}

TEST(HostState, ReadsTheKernelsFiles) {
  EXPECT_EQ(stall_in("some avg10=0.00 avg60=0.00 avg300=0.00 total=1500\nfull avg10=0.00 total=9\n"),
            microseconds(1500));
  EXPECT_EQ(stall_in(""), Nanoseconds(0));
  const auto [all, stolen] = cpu_in("cpu  100 0 50 800 10 0 0 40 7 7\ncpu0 1 2 3\n");
  EXPECT_EQ(all, 100 * stolen / 4);
  EXPECT_EQ(wait_in("123 4567 89\n"), Nanoseconds(4567));
}

TEST(Disturbed, NotByAQuietHost) {
  const Demand late{.planned = mib(100), .used = mib(100), .late = true};
  EXPECT_FALSE(why_disturbed(quiet(seconds(1), mib(800)), quiet(seconds(11), mib(700)), late));
}

TEST(Disturbed, ByAHostThatTookTheCpu) {
  HostState after = quiet(seconds(11), mib(700));
  after.stolen = seconds(14);
  const Demand late{.planned = mib(100), .late = true};
  EXPECT_THAT(why_disturbed(quiet(seconds(1), mib(800)), after, late).value_or(""),
              HasSubstr("70% of the CPU"));
  after.stolen = Nanoseconds(0);
  after.waited = milliseconds(6000);
  EXPECT_THAT(why_disturbed(quiet(seconds(1), mib(800)), after, late).value_or(""),
              HasSubstr("waited for a CPU during 60%"));
}

TEST(Disturbed, NotByWantOfTimeWhereTimeDidNotMatter) {
  HostState after = quiet(seconds(11), mib(700));
  after.waited = seconds(9);
  EXPECT_FALSE(why_disturbed(quiet(seconds(1), mib(800)), after, {.planned = mib(100)}));
}

TEST(Disturbed, ByAHostWithoutTheMemory) {
  EXPECT_THAT(why_disturbed(quiet(seconds(1), mib(80)), quiet(seconds(2), mib(60)), {.planned = mib(100)})
                  .value_or(""),
              HasSubstr("80M were available and the scenario needs 100M"));
  EXPECT_THAT(why_disturbed(quiet(seconds(1), mib(800)), quiet(seconds(2), mib(5)),
                            {.planned = mib(100), .used = mib(100)})
                  .value_or(""),
              HasSubstr("others took 695M"));
}

// A kernel that does not enforce a limit lets the scenario itself eat the machine.
TEST(Disturbed, NeverByTheScenarioItself) {
  EXPECT_FALSE(why_disturbed(quiet(seconds(1), mib(800)), quiet(seconds(2), mib(5)),
                             {.planned = mib(100), .used = mib(790), .late = true}));
}

}  // namespace
}  // namespace limitest::engine
