// SPDX-License-Identifier: Apache-2.0
// The schema and the reference leave out nothing that the reader knows.
#include "harness/scenario/schema.h"

#include <nlohmann/json.hpp>

#include "harness/scenario/applicability.h"
#include "harness/scenario/draft.h"
#include "harness/scenario/reference.h"
#include "harness/scenario/steps/step_kind.h"
#include "harness/scenario/testing.h"
#include "harness/scenario/words.h"

namespace limitest::scenario {
namespace {

using nlohmann::json;

TEST(Schema, HasEveryKeyOfTheTables) {
  const json schema = json::parse(json_schema());
  EXPECT_EQ(schema["$schema"], "http://json-schema.org/draft-07/schema#");
  for (const Key& key : scenario_keys()) EXPECT_TRUE(schema["properties"].contains(key.name)) << key.name;
  for (const Key& key : need_keys())
    EXPECT_TRUE(schema["definitions"]["needs"]["properties"].contains(key.name)) << key.name;
  const json& kinds = schema["definitions"]["step"]["oneOf"];
  ASSERT_EQ(kinds.size(), step_kinds().size());
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    EXPECT_EQ(kinds[i]["additionalProperties"], false);
    EXPECT_EQ(kinds[i]["properties"].size(), step_kinds()[i]->keys.size() + applicability_keys().size());
    EXPECT_EQ(kinds[i]["required"][0], step_kinds()[i]->word);
  }
}

TEST(Schema, KnowsTheWorkloadsOfACatalogue) {
  const json schema = json::parse(json_schema(testing::catalogue()));
  const json& start = schema["definitions"]["step"]["oneOf"][0];
  EXPECT_EQ(start["properties"]["start"]["anyOf"][0]["enum"], (json::array({"grower", "keeper", "setter"})));
  EXPECT_TRUE(start["allOf"][0]["then"]["properties"]["with"]["properties"].contains("every"));
}

TEST(Schema, OffersWhatCanBeSet) {
  const json settings = json::parse(json_schema())["definitions"]["settings"]["properties"];
  for (const char* can : {"limit", "soft_limit", "swap_limit", "memory.max", "memory.oom_control", "cgroups"})
    EXPECT_TRUE(settings.contains(can)) << can;
  for (const char* cannot :
       {"usage", "oom_kills", "tasks", "memory.stat", "cgroup.event_control", "memory.pressure"})
    EXPECT_FALSE(settings.contains(cannot)) << cannot;
}

class Reference : public ::testing::Test {
 protected:
  void expect_mentioned(std::string_view word) const {
    EXPECT_NE(text_.find(fmt::format("`{}`", word)), std::string::npos) << word;
  }
  template <class Table>
  void expect_words(const Table& table) const {
    for (const auto& row : table) expect_mentioned(row.word);
  }
  std::string text_ = language_reference(testing::catalogue());
};

TEST_F(Reference, MentionsEveryKeyAndStep) {
  for (const Key& key : scenario_keys()) expect_mentioned(key.name);
  for (const Key& key : need_keys()) expect_mentioned(key.name);
  for (const StepKind* kind : step_kinds()) {
    expect_mentioned(kind->word);
    for (const Key& key : kind->keys) expect_mentioned(key.name);
  }
  for (const ValueKindInfo& info : value_kinds())
    EXPECT_NE(text_.find(fmt::format("| {} |", info.placeholder)), std::string::npos) << info.placeholder;
}

TEST_F(Reference, MentionsEveryWordOfTheLanguage) {
  expect_words(state_words());
  expect_words(group_words());
  expect_words(listener_words());
  expect_words(process_measures());
  expect_words(listener_measures());
  expect_words(machine_words());
  expect_words(synonyms());
  for (const Operator& one : comparison_operators()) expect_mentioned(one.sign);
}

TEST_F(Reference, MentionsEveryControlFileAndWorkload) {
  for (const std::string& name : cgroup::all_control_names()) expect_mentioned(name);
  for (const WorkloadInfo& workload : testing::catalogue().workloads) {
    expect_mentioned(workload.name);
    for (const WorkloadParameter& parameter : workload.parameters) expect_mentioned(parameter.name);
  }
}

TEST(Steps, HaveExamplesThatCanBeRead) {
  constexpr std::string_view introduced =
      "hierarchy: v1\ncgroups: {box: , other: }\nsteps:\n- {start: keeper, in: box, as: keep}\n";
  for (const StepKind* kind : step_kinds()) {
    const bool names_hog = kind->example.find("hog") != std::string_view::npos && kind->word != "start";
    const std::string text = fmt::format(
        "{}{}{}{}\n", introduced, names_hog ? "- {start: grower, in: box, as: hog}\n" : "",
        kind->word == "unlisten" ? "- {listen: box/memory.oom_control, as: oom}\n" : "", kind->example);
    (void)testing::good(text);
  }
}

}  // namespace
}  // namespace limitest::scenario
