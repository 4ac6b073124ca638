// SPDX-License-Identifier: Apache-2.0
#include "harness/cgroup/reading.h"

#include <limits>

#include <gtest/gtest.h>

namespace limitest::cgroup {
namespace {

std::optional<double> read(const char* file, const char* field, const char* text) {
  const ControlFile* known = find_control_file(file);
  return known == nullptr ? std::nullopt : number_in(*known, field, text);
}

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(Reading, NoLimitIsInfinityOnBothHierarchies) {
  EXPECT_EQ(read("memory.limit_in_bytes", "", "9223372036854771712\n"), infinity);
  EXPECT_EQ(read("memory.max", "", "max\n"), infinity);
  EXPECT_NE(read("memory.max", "", "9223372036854771712\n"), infinity);
  EXPECT_EQ(read("memory.limit_in_bytes", "", "5242880\n"), 5242880);
}

TEST(Reading, TakesTheFieldOfThatVeryName) {
  const char* text = "cache 1\ncache_more 2\nrss 3\ntotal_cache 4\n";
  EXPECT_EQ(read("memory.stat", "cache", text), 1);
  EXPECT_EQ(read("memory.stat", "rss", text), 3);
  EXPECT_FALSE(read("memory.stat", "che", text));
  EXPECT_FALSE(read("memory.stat", "ache", text));
}

TEST(Reading, KnowsWhatLinesAreCalled) {
  EXPECT_EQ(keys_in("cache 1\ntotal=9 N0=4\nrss 3"), (std::vector<std::string>{"cache", "total", "rss"}));
  EXPECT_TRUE(keys_in("").empty());
}

TEST(Reading, SumsNodesWhereTheKernelGivesNoTotal) {
  EXPECT_EQ(read("memory.numa_stat", "anon", "total=9 N0=4 N1=5\nanon=7 N0=3 N1=4\n"), 7);
  EXPECT_EQ(read("memory.numa_stat", "anon.N1", "total=9 N0=4 N1=5\nanon=7 N0=3 N1=4\n"), 4);
  EXPECT_EQ(read("memory.numa_stat", "anon", "anon N0=8 N1=2\nfile N0=1 N1=1\n"), 10);
}

TEST(Reading, FindsPressureByLineAndName) {
  const char* text =
      "some avg10=1.25 avg60=0.00 avg300=0.00 total=77\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=5\n";
  EXPECT_EQ(read("memory.pressure", "some.avg10", text), 1.25);
  EXPECT_EQ(read("memory.pressure", "full.total", text), 5);
}

TEST(Reading, OfAListCountsLinesAndWords) {
  EXPECT_EQ(read("cgroup.procs", "lines", "12\n345\n6\n"), 3);
  EXPECT_EQ(read("cgroup.procs", "lines", ""), 0);
  EXPECT_EQ(read("cgroup.procs", "34", "12\n345\n6\n"), 0);
  EXPECT_EQ(read("cgroup.controllers", "memory", "cpu memory pids\n"), 1);
  EXPECT_EQ(read("cgroup.controllers", "pids", "cpu memory pids\n"), 1);
  EXPECT_EQ(read("cgroup.type", "domain", "domain threaded\n"), 1);
}

TEST(Reading, OfNonsenseIsNothing) {
  EXPECT_FALSE(read("memory.usage_in_bytes", "", ""));
  EXPECT_FALSE(read("memory.usage_in_bytes", "", "12 34"));
}

}  // namespace
}  // namespace limitest::cgroup
