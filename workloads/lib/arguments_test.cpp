// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/arguments.h"

#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workloads/lib/written.h"

namespace limitest::workload {
namespace {

using testing::HasSubstr;

constexpr Parameter parameters[] = {
    {"step", Kind::size, "1M", "how much"},
    {"every", Kind::duration, "20ms", "how often"},
    {"children", Kind::count, "50", "how many"},
    {"allocator", Kind::word, "mmap", "which", "mmap|libc|jemalloc"},
    {"path", Kind::word, "", "where"},
};
const Program program{"hog", "eats", parameters, {}, nullptr};

struct Parsed {
  std::optional<Arguments> arguments;
  std::string complaint;
};

Parsed parse(std::vector<std::string> words) {
  std::vector<char*> pointers;
  pointers.reserve(words.size());
  for (std::string& word : words) pointers.push_back(word.data());
  std::optional<Arguments> arguments;
  const std::string complaint =
      written([&](Writer& out) { arguments = Arguments::parse(program, pointers, out); });
  return {arguments, complaint};
}

TEST(Arguments, TakesTheDefaultsOfTheTable) {
  const auto arguments = parse({}).arguments;
  ASSERT_TRUE(arguments);
  EXPECT_EQ(arguments->size("step"), 1U << 20);
  EXPECT_EQ(arguments->duration("every"), 20'000'000);
  EXPECT_EQ(arguments->count("children"), 50U);
  EXPECT_EQ(arguments->word("allocator"), "mmap");
  EXPECT_EQ(arguments->word("path"), "");
  EXPECT_EQ(arguments->status_fd(), -1);
}

TEST(Arguments, ReadsBothWaysOfWritingAValue) {
  const Arguments arguments =
      parse({"--step", "64KiB", "--every=1.5s", "--status-fd", "3"}).arguments.value();
  EXPECT_EQ(arguments.size("step"), 65536U);
  EXPECT_EQ(arguments.duration("every"), 1'500'000'000);
  EXPECT_EQ(arguments.status_fd(), 3);
}

TEST(Arguments, NamesTheNearestParameterAndChoice) {
  EXPECT_THAT(parse({"--stpe", "1M"}).complaint,
              HasSubstr("hog has no parameter 'stpe'; did you mean 'step'?"));
  EXPECT_THAT(parse({"--allocator", "jmalloc"}).complaint, HasSubstr("did you mean 'jemalloc'?"));
  EXPECT_THAT(parse({"--banana", "1M"}).complaint, HasSubstr("known: step every children allocator path"));
}

TEST(Arguments, RefusesWhatHasNoMeaning) {
  for (const std::string value : {"", "M", "-1M", "1X", "1M ", "0x10", "8E", "99999999999999999999"})
    EXPECT_THAT(parse({"--step", value}).complaint, HasSubstr("--step: '" + value + "' is not a size"));
  for (const std::string value : {"20", "1h", "ms", "-1s"})
    EXPECT_THAT(parse({"--every", value}).complaint, HasSubstr("is not a duration with its unit"));
  for (const std::string value : {"1.5", "-1", "many", "1M"})
    EXPECT_THAT(parse({"--children", value}).complaint, HasSubstr("is not a whole number"));
  EXPECT_THAT(parse({"--status-fd", "x"}).complaint, HasSubstr("is no descriptor's number"));
}

TEST(Arguments, RefusesAHalfWrittenLine) {
  EXPECT_THAT(parse({"--step"}).complaint, HasSubstr("--step needs a value"));
  EXPECT_THAT(parse({"1M"}).complaint, HasSubstr("'1M' is no parameter"));
}

TEST(ArgumentsDeathTest, AskingForWhatTheTableLacksIsABug) {
  const Arguments arguments = parse({}).arguments.value();
  EXPECT_DEATH((void)arguments.size("steps"), "which its table lacks");
  EXPECT_DEATH((void)arguments.size("every"), "which its table lacks");
}

}  // namespace
}  // namespace limitest::workload
