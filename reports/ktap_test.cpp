// SPDX-License-Identifier: Apache-2.0
// What a reader of KTAP must not take for a success.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/formats.h"

namespace limitest::reports {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Ktap, EndsARunThatDiedBetweenTwoScenariosWithAnError) {
  result::Run died;
  died.outcomes = {{.scenario = "limits/kills", .verdict = result::Verdict::pass}};
  const std::string text = render_ktap(died);
  EXPECT_THAT(text, HasSubstr("1..2\n"));
  EXPECT_THAT(text, HasSubstr("not ok 2 end-of-the-run # ERROR The run died before its end\n"));
  died.finished = true;
  EXPECT_THAT(render_ktap(died), Not(HasSubstr("not ok")));
}

}  // namespace
}  // namespace limitest::reports
