// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/read.h"

#include <csignal>

#include "harness/scenario/testing.h"

namespace limitest::scenario {
namespace {

using std::chrono::milliseconds;
using testing::action;
using testing::good;

const Comparison& comparison(const Scenario& scenario, std::size_t step) {
  return std::get<Comparison>(action<Expect>(scenario, step).condition.node);
}

const ProcessState& state(const Scenario& scenario, std::size_t step) {
  return std::get<ProcessState>(action<Expect>(scenario, step).condition.node);
}

void expect_position(const Position& at, int line, int column) {
  EXPECT_EQ(at.line, line);
  EXPECT_EQ(at.column, column);
}

TEST(Reader, ReadsThePausedScenarioWhole) {
  const Scenario read = good(testing::paused_scenario);
  EXPECT_EQ(read.name, "oom/name");
  EXPECT_EQ(read.file, "file.yaml");
  EXPECT_EQ(
      read.claim,
      "With the OOM killer off, a task that reaches the limit sleeps instead of dying, and goes on when "
      "the limit is raised. (cgroup-v1/memory.rst, \"OOM Control\")");
  EXPECT_EQ(read.hierarchy, cgroup::Hierarchy::v1);
  EXPECT_EQ(read.needs.swap, Needs::Swap::any);
  EXPECT_TRUE(read.needs.programs.empty());
  EXPECT_FALSE(read.timeout);
  EXPECT_FALSE(read.alone);
  ASSERT_EQ(read.cgroups.size(), 1U);
  ASSERT_EQ(read.steps.size(), 7U);
}

TEST(Reader, ReadsCgroupsAndTheirSettings) {
  const Scenario read = good(testing::paused_scenario);
  const Cgroup& box = read.cgroups.at(0);
  EXPECT_EQ(box.name, "box");
  EXPECT_EQ(box.parent, "");
  expect_position(box.at, 5, 3);
  ASSERT_EQ(box.settings.size(), 3U);
  EXPECT_EQ(box.settings[0].target.cgroup, "box");
  EXPECT_EQ(box.settings[0].target.file, "memory.limit_in_bytes");
  EXPECT_EQ(box.settings[0].target.field, "");
  EXPECT_EQ(box.settings[0].value, "5M");
  EXPECT_TRUE(box.settings[0].answer.errnos.empty());
  EXPECT_EQ(box.settings[1].target.file, "memory.swappiness");
  EXPECT_EQ(box.settings[1].value, "0");
  EXPECT_EQ(box.settings[2].target.file, "memory.oom_control");
  EXPECT_EQ(box.settings[2].value, "1");
}

TEST(Reader, ReadsTheStepsOfThePausedScenario) {
  const Scenario read = good(testing::paused_scenario);
  const auto& start = action<Start>(read, 0);
  EXPECT_EQ(start.process, "hog");
  EXPECT_EQ(start.workload, "grower");
  EXPECT_EQ(start.cgroup, "box");
  EXPECT_EQ(start.parameters,
            (std::vector<std::pair<std::string, std::string>>{{"step", "1M"}, {"every", "20ms"}}));
  expect_position(read.steps[0].at, 7, 5);
  EXPECT_EQ(state(read, 1).process, "hog");
  EXPECT_EQ(state(read, 1).state, State::paused);
  EXPECT_EQ(action<Expect>(read, 1).condition.text, "hog paused");
  EXPECT_FALSE(action<Expect>(read, 1).within);
  EXPECT_FALSE(action<Expect>(read, 1).lasting);
  expect_position(read.steps[1].at, 11, 13);
  EXPECT_EQ(action<Write>(read, 4).value, "10M");
  EXPECT_EQ(action<Write>(read, 4).target.file, "memory.limit_in_bytes");
  expect_position(read.steps[4].at, 14, 13);
  EXPECT_EQ(action<Expect>(read, 6).condition.text, "hog paused");
}

TEST(Reader, ReadsTheComparisonsOfThePausedScenario) {
  const Scenario read = good(testing::paused_scenario);
  EXPECT_EQ(comparison(read, 2).how, Compare::equal);
  const auto& ref = std::get<ControlRef>(comparison(read, 2).left.node);
  EXPECT_EQ(ref.cgroup, "box");
  EXPECT_EQ(ref.file, "memory.oom_control");
  EXPECT_EQ(ref.field, "under_oom");
  EXPECT_EQ(comparison(read, 2).left.text, "box/memory.oom_control:under_oom");
  const auto& one = std::get<Literal>(comparison(read, 2).right.node);
  EXPECT_EQ(one.value, 1);
  EXPECT_EQ(one.kind, LiteralKind::count);
  EXPECT_EQ(comparison(read, 3).how, Compare::greater_equal);
  const auto& touched = std::get<ProcessValue>(comparison(read, 3).left.node);
  EXPECT_EQ(touched.process, "hog");
  EXPECT_EQ(touched.measure, ProcessMeasure::touched);
  const auto& size = std::get<Literal>(comparison(read, 3).right.node);
  EXPECT_EQ(size.value, 3 * 1048576.0);
  EXPECT_EQ(size.kind, LiteralKind::bytes);
  EXPECT_EQ(size.written, "3M");
}

TEST(Reader, ReadsTheShrinkScenario) {
  const Scenario read = good(testing::shrink_scenario);
  EXPECT_EQ(read.claim, "A limit cannot be pushed below what cannot be reclaimed.");
  EXPECT_EQ(read.needs.swap, Needs::Swap::none);
  ASSERT_EQ(read.steps.size(), 5U);
  EXPECT_EQ(action<Start>(read, 0).process, "keep");
  EXPECT_EQ(state(read, 1).state, State::holding);
  EXPECT_EQ(action<Write>(read, 2).value, "90M");
  EXPECT_EQ(action<Write>(read, 2).answer.errnos, std::vector<Errno>{Errno{EBUSY}});
  EXPECT_EQ(std::get<Literal>(comparison(read, 3).right.node).written, "200M");
  EXPECT_EQ(state(read, 4).state, State::running);
  EXPECT_EQ(action<Expect>(read, 4).lasting, Nanoseconds(milliseconds(500)));
}

TEST(Reader, ReadsNeedsAndTheRestOfTheTop) {
  const Scenario read = good(
      "claim: it works\ntimeout: 1min\n"
      "needs: {swap: some, memory: 1.5G, program: [stress, sh], kernel: \">=6.13\", file: memory.stat, "
      "whole_memory: 2G, whole_swap: 1G, zswap: yes, writeback: yes, huge_pages: 8M}\n"
      "steps: [{mkdir: a}]\n");
  EXPECT_EQ(read.claim, "it works");
  EXPECT_FALSE(read.hierarchy);
  EXPECT_EQ(read.timeout, Nanoseconds(std::chrono::minutes(1)));
  EXPECT_EQ(read.needs.swap, Needs::Swap::some);
  EXPECT_EQ(read.needs.free_memory->count, 1610612736);
  EXPECT_EQ(read.needs.whole_memory->count, 2147483648);
  EXPECT_EQ(read.needs.whole_swap->count, 1073741824);
  EXPECT_TRUE(read.alone);
  EXPECT_TRUE(read.needs.zswap);
  EXPECT_TRUE(read.needs.writeback);
  EXPECT_EQ(read.needs.huge_pages->count, 8 << 20);
  EXPECT_EQ(read.needs.programs, (std::vector<std::string>{"stress", "sh"}));
  EXPECT_EQ(read.needs.kernel, ">= 6.13");
  EXPECT_EQ(read.needs.files, std::vector<std::string>{"memory.stat"});
}

TEST(Reader, TakesTheNameForAClaimIfNothingElseIsSaid) {
  EXPECT_EQ(good("steps: [{mkdir: a}]").claim, "oom/name");
  EXPECT_EQ(
      good("# SPDX-License-Identifier: Apache-2.0\n\n# One.\n#\n#  Two.\n\n# Three.\nsteps: [{mkdir: a}]")
          .claim,
      "One. Two.");
}

TEST(Reader, NestsCgroupsParentsFirst) {
  const Scenario read = good(
      "cgroups:\n  outer:\n    limit: 100M\n    cgroups:\n      inner: {limit: unlimited}\n      other:\n"
      "  last: {}\nsteps: [{rmdir: inner}]\n");
  ASSERT_EQ(read.cgroups.size(), 4U);
  EXPECT_EQ(read.cgroups[0].name, "outer");
  EXPECT_EQ(read.cgroups[1].name, "inner");
  EXPECT_EQ(read.cgroups[1].parent, "outer");
  EXPECT_EQ(read.cgroups[1].settings.at(0).value, "unlimited");
  EXPECT_EQ(read.cgroups[2].parent, "outer");
  EXPECT_EQ(read.cgroups[3].parent, "");
}

TEST(Reader, HandsTheKernelWhatItsParserReads) {
  const Scenario read = good(
      "hierarchy: v2\ncgroups:\n  a: {memory.max: 100m}\n  b: {memory.max: 1.5G}\n  c: {memory.max: 64KiB}\n"
      "  d: {memory.max: max}\n  e: {memory.high: 4096}\nsteps: [{mkdir: x}]\n");
  std::vector<std::string> values;
  for (const Cgroup& group : read.cgroups) values.push_back(group.settings.at(0).value);
  EXPECT_EQ(values, (std::vector<std::string>{"100m", "1610612736", "65536", "max", "4096"}));
}

constexpr std::string_view before =
    "hierarchy: v1\ncgroups: {box: , other: }\nsteps:\n  - {start: grower, in: box, as: hog}\n";

Scenario with_steps(std::string_view steps) {
  return good(fmt::format("{}{}", before, steps));
}

TEST(Steps, RunSplitsItsCommandAndNeedsTheProgram) {
  const Scenario read = with_steps("  - {run: \"/usr/bin/stress --name 'a b' -m \\\"\\\"\", in: box}\n");
  const auto& run = action<RunProgram>(read, 1);
  EXPECT_EQ(run.process, "stress");
  EXPECT_EQ(run.argv, (std::vector<std::string>{"/usr/bin/stress", "--name", "a b", "-m", ""}));
  EXPECT_EQ(read.needs.programs, std::vector<std::string>{"/usr/bin/stress"});
  const Scenario list = with_steps("  - {run: [sh, -c, exit 3], in: box, as: shell}\n");
  EXPECT_EQ(action<RunProgram>(list, 1).argv, (std::vector<std::string>{"sh", "-c", "exit 3"}));
  EXPECT_EQ(action<RunProgram>(list, 1).process, "shell");
}

TEST(Steps, ExpectTakesAListOneStepEach) {
  const Scenario read = with_steps("  - expect: [hog paused, hog alive]\n    within: 2s\n");
  ASSERT_EQ(read.steps.size(), 3U);
  EXPECT_EQ(state(read, 2).state, State::alive);
  EXPECT_EQ(action<Expect>(read, 2).within, Nanoseconds(std::chrono::seconds(2)));
}

TEST(Steps, WriteTakesSeveralFilesOneStepEach) {
  const Scenario read = with_steps("  - write: {box/limit: 1.5G, other/memory.oom_control: 1}\n");
  ASSERT_EQ(read.steps.size(), 3U);
  EXPECT_EQ(action<Write>(read, 1).value, "1610612736");
  EXPECT_EQ(action<Write>(read, 2).target.cgroup, "other");
}

TEST(Steps, WriteThatFailsTakesAnyValue) {
  const Scenario read = with_steps(
      "  - {write: {box/memory.limit_in_bytes: \"\", box/memory.swappiness: 1000, box/memory.usage_in_bytes: "
      "\"\\n\"},"
      " fails: [EINVAL, EPERM]}\n  - {write: {box/limit: 1.5G}, fails: EBUSY}\n");
  EXPECT_EQ(action<Write>(read, 1).value, "");
  EXPECT_EQ(action<Write>(read, 2).value, "1000");
  EXPECT_EQ(action<Write>(read, 3).value, "\n");
  EXPECT_EQ(action<Write>(read, 3).answer.errnos.size(), 2U);
  EXPECT_EQ(action<Write>(read, 4).value, "1610612736") << "a spelling of ours must not be what is refused";
}

TEST(Steps, SomeAreDoneByAnotherUser) {
  const Scenario read = good(
      "cgroups: {box: {owner: 1000}}\nsteps:\n  - {mkdir: inner, in: box, user: 1000}\n"
      "  - {write: {inner/limit: 5M}, user: 1001, fails: EACCES}\n  - {rmdir: inner}\n");
  EXPECT_EQ(read.cgroups.front().owner, 1000U);
  EXPECT_EQ(action<Mkdir>(read, 0).user, 1000U);
  EXPECT_EQ(action<Write>(read, 1).user, 1001U);
  EXPECT_EQ(action<Rmdir>(read, 2).user, 0U);
}

TEST(Steps, MoveChoosesTheFileOfTheHierarchy) {
  const Scenario v1 = with_steps(
      "  - {move: hog, to: other}\n  - {move: hog, to: other, thread: 2}\n  - {move: hog, to: other, "
      "through: tasks, fails: ESRCH}\n");
  EXPECT_EQ(action<Move>(v1, 1).through, "cgroup.procs");
  EXPECT_FALSE(action<Move>(v1, 1).thread);
  EXPECT_EQ(action<Move>(v1, 1).cgroup, "other");
  EXPECT_EQ(action<Move>(v1, 2).through, "tasks");
  EXPECT_EQ(action<Move>(v1, 2).thread, 2);
  EXPECT_EQ(action<Move>(v1, 3).through, "tasks");
  EXPECT_EQ(action<Move>(v1, 3).answer.errnos.at(0).code, ESRCH);
  const Scenario v2 = good(
      "hierarchy: v2\ncgroups: {box: }\nsteps:\n  - {start: grower, in: box}\n  - {move: grower, to: box, "
      "thread: 0}\n");
  EXPECT_EQ(action<Move>(v2, 1).through, "cgroup.threads");
}

TEST(Steps, SignalsAreKnownWithAndWithoutSig) {
  const Scenario read = with_steps("  - {signal: SIGTERM, to: hog}\n  - {signal: STOP, to: hog}\n");
  EXPECT_EQ(action<Signal>(read, 1).number, SIGTERM);
  EXPECT_EQ(action<Signal>(read, 2).number, SIGSTOP);
  EXPECT_EQ(action<Signal>(read, 2).process, "hog");
}

TEST(Steps, CgroupsComeAndGo) {
  const Scenario read = with_steps(
      "  - {mkdir: inner, in: other}\n  - {mkdir: inner, in: other, fails: EEXIST}\n  - {rmdir: other, "
      "fails: EBUSY}\n"
      "  - {rmdir: inner}\n  - {mkdir: inner}\n");
  EXPECT_EQ(action<Mkdir>(read, 1).name, "inner");
  EXPECT_EQ(action<Mkdir>(read, 1).parent, "other");
  EXPECT_EQ(action<Mkdir>(read, 2).answer.errnos.at(0).code, EEXIST);
  EXPECT_EQ(action<Rmdir>(read, 3).cgroup, "other");
  EXPECT_EQ(action<Rmdir>(read, 3).answer.errnos.at(0).code, EBUSY);
  EXPECT_EQ(action<Mkdir>(read, 5).parent, "");
}

TEST(Steps, ListenKnowsTheArgumentsOfEachFile) {
  const Scenario read = with_steps(
      "  - {listen: box/memory.oom_control, as: oom}\n"
      "  - {listen: box/memory.usage_in_bytes, args: 1.5M, as: threshold}\n"
      "  - {listen: box/memory.pressure_level, args: \"low,hierarchy\", as: low}\n"
      "  - {listen: box/memory.stat, args: anything, fails: EINVAL}\n"
      "  - expect: [oom silent, threshold fired and not low fired]\n");
  EXPECT_EQ(action<Listen>(read, 1).listener, "oom");
  EXPECT_EQ(action<Listen>(read, 1).target.file, "memory.oom_control");
  EXPECT_EQ(action<Listen>(read, 2).arguments, "1572864");
  EXPECT_EQ(action<Listen>(read, 3).arguments, "low,hierarchy");
  EXPECT_EQ(action<Listen>(read, 4).listener, "");
  EXPECT_EQ(action<Listen>(read, 4).arguments, "anything");
  const Scenario v2 = good(
      "hierarchy: v2\ncgroups: {box: }\nsteps:\n  - {listen: box/memory.pressure, args: some 150000 1000000, "
      "as: psi}\n"
      "  - {listen: box/memory.events.local, as: events}\n");
  EXPECT_EQ(action<Listen>(v2, 0).arguments, "some 150000 1000000");
}

TEST(Steps, SavedValuesAndOrders) {
  const Scenario read = with_steps(
      "  - {save: box/usage + 4K, as: before}\n  - expect: box/usage - before <= 1M\n  - {tell: hog, to: "
      "finish}\n");
  EXPECT_EQ(action<Save>(read, 1).name, "before");
  EXPECT_EQ(action<Save>(read, 1).formula.text, "box/usage + 4K");
  EXPECT_EQ(action<Tell>(read, 3).process, "hog");
  EXPECT_EQ(action<Tell>(read, 3).order, Order::finish);
}

TEST(Steps, StartHandsOverWhatTheCommandLineReads) {
  const Scenario read = good(
      "cgroups: {box: }\nsteps:\n  - {start: grower, in: box, with: {step: 1.5M, every: 0.5ms, allocator: "
      "libc}}\n"
      "  - {start: keeper, in: box, with: {threads: 3, path: /tmp/x}}\n"
      "  - {start: setter, in: box, with: {file: box/limit}}\n");
  EXPECT_EQ(action<Start>(read, 0).parameters,
            (std::vector<std::pair<std::string, std::string>>{
                {"step", "1572864"}, {"every", "500000ns"}, {"allocator", "libc"}}));
  EXPECT_EQ(action<Start>(read, 1).process, "keeper");
  EXPECT_EQ(action<Start>(read, 1).parameters.at(1).second, "/tmp/x");
  ASSERT_EQ(action<Start>(read, 2).files.size(), 1U);
  EXPECT_EQ(action<Start>(read, 2).files.front().second.file, "limit");
}

}  // namespace
}  // namespace limitest::scenario
