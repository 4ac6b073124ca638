// SPDX-License-Identifier: Apache-2.0
#include "workloads/table.h"

#include <algorithm>
#include <set>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "workloads/lib/arguments.h"
#include "workloads/lib/help.h"
#include "workloads/lib/written.h"

namespace limitest::workload {
namespace {

nlohmann::json description() {
  return nlohmann::json::parse(written([](Writer& out) { put_description(out, programs()); }));
}

// What must be given, since it has no default: "--file=x" for a control file.
std::vector<std::string> required_words(const Program& program) {
  std::vector<std::string> words;
  for (const Parameter& parameter : program.parameters)
    if (parameter.kind == Kind::control_file) words.push_back("--" + std::string(parameter.name) + "=x");
  return words;
}

std::string complaint_about(const Program& program, std::vector<std::string> words) {
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  return written([&](Writer& out) { EXPECT_TRUE(Arguments::parse(program, argv, out)) << program.name; });
}

TEST(Table, NamesAreUniqueAndEveryDefaultIsValid) {
  std::set<std::string_view> names;
  for (const Program* program : programs()) {
    EXPECT_TRUE(names.insert(program->name).second) << program->name;
    EXPECT_LE(program->parameters.size(), most_parameters);
    EXPECT_EQ(complaint_about(*program, required_words(*program)), "") << program->name;
  }
}

TEST(Table, WhatHasNoDefaultMustBeGiven) {
  for (const Program* program : programs()) {
    if (required_words(*program).empty()) continue;
    const std::string complaint =
        written([&](Writer& out) { EXPECT_FALSE(Arguments::parse(*program, {}, out)) << program->name; });
    EXPECT_EQ(complaint, "--file: a control file must be given");
  }
}

TEST(Table, EveryWorkloadCanBeFinished) {
  for (const Program* program : programs())
    EXPECT_NE(std::ranges::find(program->obeys, Command::finish), program->obeys.end()) << program->name;
}

TEST(Table, IsPlainText) {
  const std::string text = written([](Writer& out) { put_description(out, programs()); });
  EXPECT_TRUE(std::ranges::all_of(text, [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
}

TEST(Description, HoldsTheWholeTable) {
  const nlohmann::json all = description();
  ASSERT_EQ(all.size(), programs().size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Program& program = *programs()[i];
    EXPECT_EQ(all[i]["name"], std::string(program.name));
    EXPECT_EQ(all[i]["parameters"].size(), program.parameters.size());
    EXPECT_EQ(all[i]["commands"].size(), program.obeys.size());
  }
}

TEST(Description, SaysWhatAParameterTakes) {
  const nlohmann::json grower = description()[0];
  const nlohmann::json& step = grower["parameters"][0];
  EXPECT_EQ(step["name"], "step");
  EXPECT_EQ(step["type"], "size");
  EXPECT_EQ(step["default"], "1M");
  EXPECT_TRUE(step["choices"].empty());
  const auto& parameters = grower["parameters"];
  const auto allocator =
      std::ranges::find_if(parameters, [](const auto& each) { return each["name"] == "allocator"; });
  ASSERT_NE(allocator, parameters.end());
  EXPECT_EQ((*allocator)["choices"], (nlohmann::json{"mmap", "libc", "jemalloc"}));
  EXPECT_EQ(grower["commands"], (nlohmann::json{"release", "again", "finish"}));
}

TEST(Help, NamesEveryParameter) {
  for (const Program* program : programs()) {
    const std::string text = written([&](Writer& out) { put_help(out, *program); });
    for (const Parameter& parameter : program->parameters)
      EXPECT_NE(text.find("--" + std::string(parameter.name) + " "), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace limitest::workload
