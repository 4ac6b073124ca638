// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/inquest.h"

#include <gtest/gtest.h>

namespace limitest::guest {
namespace {

using result::Verdict;

const GuestScenario first{.name = "first"};
const GuestScenario second{.name = "second"};

Inquest of_two() {
  Inquest inquest;
  inquest.suspect({&first, &second}, {.reason = "the kernel died: Oops", .evidence = {{"console", "Oops"}}});
  return inquest;
}

TEST(Inquest, IsOpenUntilItIsClosed) {
  Inquest inquest;
  EXPECT_FALSE(inquest.open());
  inquest = of_two();
  EXPECT_TRUE(inquest.open());
  inquest.hold({.scenario = "first", .verdict = Verdict::pass});
  const auto outcomes = inquest.close();
  ASSERT_EQ(outcomes.size(), 1U);
  EXPECT_EQ(outcomes[0].verdict, Verdict::pass);
  EXPECT_FALSE(inquest.open());
}

TEST(Inquest, WhoPassAloneFailTogether) {
  Inquest inquest = of_two();
  inquest.hold({.scenario = "first", .verdict = Verdict::pass});
  inquest.hold({.scenario = "second", .verdict = Verdict::skip});
  const auto outcomes = inquest.close_with_all_guilty();
  ASSERT_EQ(outcomes.size(), 2U);
  EXPECT_EQ(outcomes[0].verdict, Verdict::fail);
  EXPECT_EQ(outcomes[0].reason,
            "the kernel died: Oops, while these were in flight: first, second; alone it passes");
  EXPECT_EQ(outcomes[0].evidence.size(), 1U);
  EXPECT_EQ(outcomes[1].verdict, Verdict::skip);
}

TEST(Inquest, AFreshGuestBeginsItAnew) {
  Inquest inquest = of_two();
  inquest.hold({.scenario = "first", .verdict = Verdict::pass});
  inquest.begin();
  EXPECT_TRUE(inquest.open());
  EXPECT_TRUE(inquest.close().empty());
}

}  // namespace
}  // namespace limitest::guest
