// SPDX-License-Identifier: Apache-2.0
#include "reports/proof.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "harness/result/line_fields.h"
#include "harness/result/written_keys.h"

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
  EXPECT_EQ(score.broken.size(), 1U);
  EXPECT_THAT(score.blind, ElementsAre("limits/blind"));
}

TEST(Proof, NamesWhatWasNot) {
  const auto proofs = some();
  const std::string text = render(score_of(proofs));
  EXPECT_THAT(text, HasSubstr("limits/kills did not notice:\n"
                              "  scenarios/limits/kills.yaml:7: hog without step=1M\n"));
  EXPECT_THAT(text, HasSubstr("limits/blind noticed nothing at all\n"));
  EXPECT_THAT(text, HasSubstr("limits/blind broke on our side: :0: without: a signal"));
  EXPECT_THAT(text,
              HasSubstr("1 of 3 ablations noticed (33.3 %) by 2 scenarios; 1 more could not be judged\n"));
}

TEST(Proof, TravelsAsLines) {
  const auto proof = parse_proof_line(json_line(some()[1]));
  ASSERT_TRUE(proof) << proof.error().message;
  EXPECT_EQ(json_line(std::get<Proof>(*proof)), json_line(some()[1]));
  const auto unproved = parse_proof_line(json_line(Unproved{"limits/odd", "it ended with fail"}));
  ASSERT_TRUE(unproved) << unproved.error().message;
  EXPECT_EQ(std::get<Unproved>(*unproved).reason, "it ended with fail");
  const auto planned = parse_proof_line(json_line(Planned{12}));
  ASSERT_TRUE(planned) << planned.error().message;
  EXPECT_EQ(std::get<Planned>(*planned).plays, 12U);
  const auto concluded = parse_proof_line(json_line(Concluded{}));
  ASSERT_TRUE(concluded) << concluded.error().message;
  EXPECT_TRUE(std::holds_alternative<Concluded>(*concluded));
}

TEST(Proof, IsNoOtherLine) {
  for (const char* line : {"", "{}", "[]", "3", R"({"scenario": "a", "ablation": "b", "noticed": true})",
                           R"({"planned": "many"})",
                           R"({"scenario":"a","ablation":"b","file":"","line":1,"verdict":"?","reason":""})"})
    EXPECT_FALSE(parse_proof_line(line)) << line;
}

TEST(Proof, IsALineOfJson) {
  EXPECT_THAT(json_line(some()[1]),
              ::testing::StartsWith(
                  R"({"scenario":"limits/kills","ablation":"hog without step=1M","noticed":false,)"));
}

TEST(Proof, LinesHaveTheKeysThatAreTold) {
  const auto line = nlohmann::json::parse(json_line(some().front()));
  EXPECT_EQ(result::written_keys(line), result::keys_of("prove"));
}

}  // namespace
}  // namespace limitest::reports
