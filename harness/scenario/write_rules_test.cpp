// SPDX-License-Identifier: Apache-2.0
// What a scenario may try outside its own cgroups: nothing that could change the machine.
#include "harness/scenario/write_rules.h"

#include "harness/scenario/testing.h"

namespace limitest::scenario {
namespace {

using ::testing::HasSubstr;

bool is_let_through(std::string_view path, std::string_view value, bool fails, std::string_view hierarchy) {
  const std::string text = fmt::format("{}cgroups: {{box: }}\nsteps:\n- write: {{{}: \"{}\"}}\n{}",
                                       hierarchy.empty() ? "" : fmt::format("hierarchy: {}\n", hierarchy),
                                       path, value, fails ? "  fails: [EINVAL, EPERM, ENOENT]\n" : "");
  return testing::read(text).problems.empty();
}

TEST(RootWrites, AreAllowedOnlyWhereTheyChangeNothing) {
  for (const char* path : {"root/memory.limit_in_bytes", "root/memory.memsw.limit_in_bytes",
                           "root/memory.kmem.limit_in_bytes", "root/memory.kmem.tcp.limit_in_bytes"}) {
    EXPECT_TRUE(is_let_through(path, "-1", true, "v1")) << path;
    EXPECT_TRUE(is_let_through(path, "abc", true, "v1")) << path;
    for (const char* value : {"0", "5M", "", "max", "k", "m", "kb", "1abc", "abc 5", "0xa"})
      EXPECT_FALSE(is_let_through(path, value, true, "v1")) << path << ": " << value;
    EXPECT_FALSE(is_let_through(path, "-1", false, "v1")) << path;
  }
  EXPECT_TRUE(is_let_through("root/memory.oom_control", "0", true, "v1"));
  EXPECT_FALSE(is_let_through("root/memory.oom_control", "1", true, "v1"));
  EXPECT_TRUE(is_let_through("root/memory.max", "max", true, "v2"));
  EXPECT_TRUE(is_let_through("root/memory.low", "0", true, "v2"));
  EXPECT_FALSE(is_let_through("root/memory.low", "max", true, "v2"));
  EXPECT_FALSE(is_let_through("root/memory.high", "0", true, "v2"));
}

TEST(RootWrites, OfNeutralNamesAreCheckedOnBothHierarchies) {
  EXPECT_TRUE(is_let_through("root/limit", "unlimited", true, ""));
  EXPECT_TRUE(is_let_through("root/limit", "abc", true, ""));
  EXPECT_FALSE(is_let_through("root/limit", "-1", true, ""));
  EXPECT_FALSE(is_let_through("root/limit", "max", true, ""));
  EXPECT_TRUE(is_let_through("root/limit", "max", true, "v2"));
}

TEST(RootWrites, ToAnyOtherFileAreRefused) {
  EXPECT_FALSE(is_let_through("root/cgroup.type", "threaded", true, "v2"));
  for (const cgroup::ControlFile& file : cgroup::control_files())
    for (const char* value : {"1", "5M", "+memory", "12345", "some 150000 1000000"})
      EXPECT_FALSE(is_let_through(fmt::format("root/{}", file.name), value, true, file.v1 ? "v1" : "v2"))
          << file.name;
}

TEST(TaskLists, TakeOnlyWhatNamesNoTask) {
  for (const char* path : {"box/tasks", "box/cgroup.procs", "box/procs"}) {
    for (const char* value : {"", "abc", "-1", "4194305", "99999999999999999999"})
      EXPECT_TRUE(is_let_through(path, value, true, "v1")) << path << ": " << value;
    for (const char* value : {"0", "1", "4194304", "0x1", "01", "+1", " 1", "1 ", "-0", "abc1", "1\\n2"})
      EXPECT_FALSE(is_let_through(path, value, true, "v1")) << path << ": " << value;
    EXPECT_FALSE(is_let_through(path, "4194305", false, "v1")) << path;
  }
  EXPECT_FALSE(is_let_through("root/cgroup.procs", "1", true, "v2"));
  EXPECT_FALSE(is_let_through("box/cgroup.threads", "1", true, "v2"));
}

TEST(RawWrites, GoToTheKernelAsTheyStand) {
  constexpr std::string_view text =
      "hierarchy: v1\ncgroups: {box: }\nsteps: [{write: {box/memory.limit_in_bytes: \" 0x800000 \"}, raw: "
      "yes}]";
  EXPECT_EQ(testing::action<Write>(testing::good(text), 0).value, " 0x800000 ");
  EXPECT_FALSE(is_let_through("box/memory.limit_in_bytes", " 0x800000 ", false, "v1"));
}

TEST(RawWrites, ObeyTheSameRulesOfPlace) {
  for (const char* step : {"write: {root/memory.limit_in_bytes: abc}, raw: yes",
                           "write: {root/memory.limit_in_bytes: 8M}, raw: yes, fails: EINVAL",
                           "write: {box/cgroup.procs: 0x1}, raw: yes, fails: EINVAL",
                           "write: {box/tasks: 1}, raw: yes", "write: {box/memory.stat: 0}, raw: yes"})
    EXPECT_FALSE(testing::read(fmt::format("hierarchy: v1\ncgroups: {{box: }}\nsteps: [{{{}}}]", step))
                     .problems.empty())
        << step;
}

TEST(Paths, NeverLeaveTheScenario) {
  for (const char* path :
       {"/sys/fs/cgroup/memory.max", "../memory.max", "box/../memory.max", "box//memory.max", "./memory.max",
        "box/inner/memory.max", "box", "nobody/memory.max"})
    EXPECT_FALSE(is_let_through(path, "max", true, "v2")) << path;
}

}  // namespace
}  // namespace limitest::scenario
