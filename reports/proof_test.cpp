// SPDX-License-Identifier: Apache-2.0
#include "reports/proof.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace limitest::reports {
namespace {

using result::Verdict;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<Proof> some() {
  return {{.scenario = "limits/kills", .ablation = "without: the limit", .verdict = Verdict::fail},
          {.scenario = "limits/kills",
           .ablation = "hog without step=1M",
           .file = "scenarios/limits/kills.yaml",
           .line = 7,
           .verdict = Verdict::pass},
          {.scenario = "limits/blind", .ablation = "without: a write", .verdict = Verdict::pass},
          {.scenario = "limits/blind", .ablation = "without: a signal", .verdict = Verdict::broken}};
}

TEST(Proof, CountsWhatWasNoticed) {
  const auto proofs = some();
  const Score score = score_of(proofs);
  EXPECT_EQ(score.ablations, 3U);
  EXPECT_EQ(score.noticed, 1U);
  EXPECT_EQ(score.broken, 1U);
  EXPECT_THAT(score.blind, ElementsAre("limits/blind"));
}

TEST(Proof, NamesWhatWasNot) {
  const auto proofs = some();
  const std::string text = render(score_of(proofs), 2);
  EXPECT_THAT(text, HasSubstr("limits/kills did not notice:\n"
                              "  scenarios/limits/kills.yaml:7: hog without step=1M\n"));
  EXPECT_THAT(text, HasSubstr("limits/blind noticed nothing at all\n"));
  EXPECT_THAT(text, HasSubstr("1 of 3 ablations noticed (33.3 %) by 2 scenarios; 1 broke on our side\n"));
}

TEST(Proof, IsALineOfJson) {
  EXPECT_THAT(json_line(some()[1]),
              ::testing::StartsWith(
                  R"({"scenario":"limits/kills","ablation":"hog without step=1M","noticed":false,)"));
}

}  // namespace
}  // namespace limitest::reports
