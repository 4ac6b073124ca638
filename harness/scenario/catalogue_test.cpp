// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/catalogue.h"

#include "harness/scenario/testing.h"

namespace limitest::scenario {
namespace {

TEST(Catalogue, KnowsWorkloadsAndTheirParameters) {
  const Catalogue& known = testing::catalogue();
  EXPECT_EQ(known.names(), (std::vector<std::string>{"grower", "keeper", "setter"}));
  const WorkloadInfo& grower = *known.find("grower");
  EXPECT_EQ(grower.summary, "takes more and more memory");
  EXPECT_EQ(grower.commands, (std::vector<std::string>{"release", "finish"}));
  ASSERT_EQ(grower.parameters.size(), 3U);
  EXPECT_EQ(grower.parameters[0].type, ParameterType::size);
  EXPECT_EQ(grower.parameters[1].fallback, "10ms");
  EXPECT_EQ(grower.parameters[2].choices.size(), 3U);
  EXPECT_EQ(known.find("growr"), nullptr);
}

TEST(Catalogue, TakesTheListAlone) {
  const auto known = parse_catalogue(R"([{"name": "idle"}])");
  ASSERT_TRUE(known) << known.error().message;
  EXPECT_NE(known->find("idle"), nullptr);
}

TEST(Catalogue, RefusesNonsense) {
  for (const char* wrong : {"", "{", "7", "{}", R"({"workloads": 7})", R"([{"summary": "no name"}])",
                            R"([{"name": "x", "parameters": [{"name": "y", "type": "colour"}]}])"})
    EXPECT_FALSE(parse_catalogue(wrong)) << wrong;
}

}  // namespace
}  // namespace limitest::scenario
