// SPDX-License-Identifier: Apache-2.0
#include "harness/result/costs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace limitest::result {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* plain = R"({
  "context": {"date": "2026-11-24", "num_cpus": 2, "caches": []},
  "benchmarks": [
    {"name": "BM_a", "run_name": "BM_a", "run_type": "iteration", "real_time": 3.0, "cpu_time": 2.9, "time_unit": "us"},
    {"name": "BM_a", "run_name": "BM_a", "run_type": "iteration", "real_time": 1.0, "cpu_time": 0.9, "time_unit": "us"},
    {"name": "BM_a", "run_name": "BM_a", "run_type": "iteration", "real_time": 2.0, "cpu_time": 1.9, "time_unit": "us"},
    {"name": "BM_a_mean", "run_name": "BM_a", "run_type": "aggregate", "real_time": 99.0, "time_unit": "us"},
    {"name": "BM_b", "run_type": "iteration", "error_occurred": true, "error_message": "no swap"}
  ]
})";

TEST(Costs, GathersRepetitionsOfAnyGoogleBenchmark) {
  const auto costs = parse_costs(plain);
  ASSERT_TRUE(costs);
  ASSERT_EQ(costs->costs.size(), 2);
  EXPECT_EQ(costs->costs[0].name, "BM_a");
  EXPECT_EQ(costs->costs[0].value, 2000);
  EXPECT_THAT(costs->costs[0].values, ElementsAre(3000, 1000, 2000));
  EXPECT_EQ(costs->costs[1].trouble, "no swap");
  EXPECT_EQ(costs->about("num_cpus"), "2");
}

TEST(Costs, SurviveTheJson) {
  const Costs sent{
      .context = {{"kernel", "6.1.0"}},
      .costs = {
          {.name = "charge/anon/child",
           .unit = "page",
           .value = 580,
           .values = {575, 585},
           .pair = Pair{.ratio = 1.05, .low = 1.04, .high = 1.06, .control = 0.999, .ratios = {1.04, 1.06}}},
          {.name = "instructions/anon",
           .unit = "page",
           .instructions = true,
           .value = 129.5,
           .total = 2829.25,
           .values = {129.5},
           .functions = {{"try_charge_memcg", 63.92}, {"charge_memcg", 11}},
           .all_functions = {{"clear_page", 900}}}}};
  const auto received = parse_costs(to_json(sent));
  ASSERT_TRUE(received);
  ASSERT_EQ(received->costs.size(), 2);
  const Cost& timed = received->costs[0];
  ASSERT_TRUE(timed.pair);
  EXPECT_EQ(timed.pair->ratio, 1.05);
  EXPECT_EQ(timed.pair->control, 0.999);
  EXPECT_THAT(timed.pair->ratios, ElementsAre(1.04, 1.06));
  EXPECT_THAT(timed.values, ElementsAre(575, 585));
  const Cost& counted = received->costs[1];
  EXPECT_TRUE(counted.instructions);
  EXPECT_EQ(counted.value, 129.5);
  EXPECT_EQ(counted.total, 2829.25);
  EXPECT_THAT(counted.functions, ElementsAre(std::pair<std::string, double>("try_charge_memcg", 63.92),
                                             std::pair<std::string, double>("charge_memcg", 11)));
}

TEST(Costs, RefusesWhatIsNone) {
  for (const char* text : {"", "[]", "{}", "{\"benchmarks\": 3}", "{\"benchmarks\": [", "nonsense"})
    EXPECT_FALSE(parse_costs(text)) << text;
  EXPECT_THAT(parse_costs("{}").error().message, HasSubstr("benchmarks"));
}

TEST(Costs, AreToldFromScenarioResults) {
  EXPECT_TRUE(looks_like_costs(plain));
  EXPECT_FALSE(looks_like_costs("{\"event\":\"run\",\"schema_version\":1}\n{\"event\":\"done\"}\n"));
  EXPECT_FALSE(looks_like_costs(""));
}

}  // namespace
}  // namespace limitest::result
