// SPDX-License-Identifier: Apache-2.0
// Wrong files, and the place and words with which each is refused.
#include "harness/scenario/testing.h"

namespace limitest::scenario {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::listing;
using testing::problems_of;
using ::testing::StartsWith;

struct Wrong {
  std::string_view text;
  std::string_view problem;  // begin of the only one
};

void expect_refused(std::string_view text, std::string_view problem) {
  const auto all = problems_of(text);
  ASSERT_EQ(all.size(), 1U) << listing(all) << text;
  EXPECT_THAT(all.front(), StartsWith(problem)) << text;
}

constexpr Wrong wrong_tops[] = {
    {"hierarchy: v3\nsteps: [{mkdir: a}]", "1:12: 'v3' is no hierarchy; did you mean 'v1'?"},
    {"hierachy: v1\nsteps: [{mkdir: a}]", "1:1: a scenario has no key 'hierachy'; did you mean 'hierarchy'?"},
    {"claim: x", "1:1: a scenario needs 'steps: [STEP]'"},
    {"steps: []", "1:8: 'steps' is empty"},
    {"steps: 5", "1:8: 'steps' takes a list of steps, not text"},
    {"steps:", "1:1: 'steps' has no value"},
    {"timeout: 5\nsteps: [{mkdir: a}]", "1:10: '5' has no unit of time"},
    {"needs: {kernel: '>= 6.1 < 5.4'}\nsteps: [{mkdir: a}]", "1:18: '>= 6.1 < 5.4' holds for no kernel"},
    {"timeout: 1s\ncgroups: {box: }\nsteps: [{expect: box exists, within: 2s}]",
     "3:38: the scenario ends after 1s ('timeout'), before 'within: 2s'"},
    {"cgroups: {box: }\nsteps: [{expect: box exists, for: 2min}]",
     "2:35: the scenario ends after 1min ('timeout'), before 'for: 2min'"},
    {"steps: [{mkdir: a, since: 6.15, before: 6.1}]", "1:41: '>= 6.15 < 6.1' holds for no kernel"},
    {"timeout: 0s\nsteps: [{mkdir: a}]", "1:10: a time must be longer than nothing"},
    {"needs: {swap: no}\nsteps: [{mkdir: a}]", "1:15: 'no' is no word for swap; known: none, some"},
    {"needs: {swp: none}\nsteps: [{mkdir: a}]", "1:9: 'needs' has no key 'swp'; did you mean 'swap'?"},
    {"needs: {controller: io}\nsteps: [{mkdir: a}]", "1:21: controllers are given to cgroups on v2 alone"},
    {"hierarchy: v2\nneeds: {controller: +io}\nsteps: [{mkdir: a}]",
     "2:21: '+io' is no name of a controller"},
    {"needs: {memory: 5X}\nsteps: [{mkdir: a}]", "1:17: 'X' is no unit of size"},
    {"needs: {kernel: 6.13}\nsteps: [{mkdir: a}]", "1:17: '6.13' is no rule for kernels"},
    {"needs: {kernel: '>= 6'}\nsteps: [{mkdir: a}]", "1:18: '>= 6' is no rule"},
    {"needs: {kernel: '>= 6.1.2.3'}\nsteps: [{mkdir: a}]", "1:18: '>= 6.1.2.3' is no rule"},
    {"needs: {file: memory.stats}\nsteps: [{mkdir: a}]", "1:15: no control file is named 'memory.stats'"},
    {"needs: {file: usage}\nsteps: [{mkdir: a}]", "1:15: 'usage' stands for another file"},
    {"needs: {program: []}\nsteps: [{mkdir: a}]", "1:18: the list is empty"},
    {"needs: {program: [[a]]}\nsteps: [{mkdir: a}]", "1:19: a text is wanted here, not a list"},
    {"needs: [swap]\nsteps: [{mkdir: a}]", "1:8: 'needs' takes needs of the scenario, not a list"},
};

TEST(Refusals, OfTheTop) {
  for (const auto& [text, problem] : wrong_tops) expect_refused(text, problem);
}

constexpr Wrong wrong_cgroups[] = {
    {"cgroups: [a]\nsteps: [{mkdir: x}]", "1:10: 'cgroups' takes cgroups"},
    {"cgroups: {a: 5}\nsteps: [{mkdir: x}]", "1:14: a cgroup takes a mapping of control files"},
    {"cgroups: {a/b: }\nsteps: [{mkdir: x}]", "1:11: 'a/b' cannot be a name"},
    {"cgroups: {..: }\nsteps: [{mkdir: x}]", "1:11: '..' cannot be a name"},
    {"cgroups: {.a: }\nsteps: [{mkdir: x}]", "1:11: '.a' cannot be a name"},
    {"cgroups: {memory.x: }\nsteps: [{mkdir: x}]", "1:11: 'memory.x' cannot be a name"},
    {"cgroups: {5box: }\nsteps: [{mkdir: x}]", "1:11: '5box' cannot be a name"},
    {"cgroups: {tasks: }\nsteps: [{mkdir: x}]", "1:11: 'tasks' is a control file"},
    {"cgroups: {root: {limit: 5M}}\nsteps: [{mkdir: x}]", "1:11: 'root' is a word of the language"},
    {"cgroups: {paused: }\nsteps: [{mkdir: x}]", "1:11: 'paused' is a word of the language"},
    {"cgroups: {ENOMEM: }\nsteps: [{mkdir: x}]", "1:11: 'ENOMEM' is a word of the language"},
    {"cgroups: {a: {cgroups: {a: }}}\nsteps: [{mkdir: x}]", "1:25: duplicate name: 'a' is a cgroup already"},
    {"cgroups: {a: {cgroups: 5}}\nsteps: [{mkdir: x}]", "1:24: 'cgroups' takes a mapping of names"},
    {"cgroups: {a: {limit: }}\nsteps: [{mkdir: x}]", "1:15: 'limit' has no value"},
    {"cgroups: {a: {owner: }}\nsteps: [{mkdir: x}]", "1:15: '' is no number of a user"},
    {"hierarchy: v2\ncgroups: {a: }\nsteps: [{listen: a/memory.events, through: a, as: l}]",
     "3:44: cgroup.event_control is only on v1"},
    {"hierarchy: v2\ncgroups: {a: }\nsteps: [{listen: a/memory.events, user: 7, as: l}]",
     "3:41: cgroup.event_control is only on v1"},
    {"cgroups: {a: {limit: {}}}\nsteps: [{mkdir: x}]", "1:22: one value is wanted here, not a mapping"},
    {"cgroups: {a: {limit: 5X}}\nsteps: [{mkdir: x}]", "1:22: 'X' is no unit of size"},
    {"cgroups: {a: {swapping: 5M}}\nsteps: [{mkdir: x}]", "1:25: swapping takes 'off'"},
    {"cgroups: {a: {limit: max}}\nsteps: [{mkdir: x}]", "1:22: limit takes 'unlimited' for no limit"},
    {"cgroups: {a: {limt: 5M}}\nsteps: [{mkdir: x}]",
     "1:15: no control file is named 'limt'; did you mean 'limit'?"},
    {"cgroups: {a: {a/limit: 5M}}\nsteps: [{mkdir: x}]", "1:15: name the control file alone"},
    {"cgroups: {a: {usage: 5M}}\nsteps: [{mkdir: x}]", "1:15: memory.usage_in_bytes cannot be written"},
    {"cgroups: {a: {memory.max: 5M}}\nsteps: [{mkdir: x}]",
     "1:15: memory.max is only on v2; say 'hierarchy: v2', or use 'limit'"},
    {"cgroups: {a: {soft_limit: 5M}}\nsteps: [{mkdir: x}]",
     "1:15: soft_limit is only on v1; say 'hierarchy: v1'"},
    {"hierarchy: v1\ncgroups: {a: {memory.max: 5M}}\nsteps: [{mkdir: x}]",
     "2:15: memory.max is only on v2, and this scenario is for v1; use memory.limit_in_bytes there, or "
     "'limit'"},
    {"hierarchy: v1\ncgroups: {a: {memory.limit_in_bytes: max}}\nsteps: [{mkdir: x}]",
     "2:38: memory.limit_in_bytes takes '-1' for no limit, not 'max'"},
    {"hierarchy: v2\ncgroups: {a: {memory.max: -1}}\nsteps: [{mkdir: x}]",
     "2:27: memory.max takes 'max' for no limit"},
    {"hierarchy: v1\ncgroups: {a: {memory.oom_control: 2}}\nsteps: [{mkdir: x}]",
     "2:35: memory.oom_control takes 0 or 1"},
    {"hierarchy: v1\ncgroups: {a: {memory.swappiness: 201}}\nsteps: [{mkdir: x}]",
     "2:34: memory.swappiness takes a whole number from 0 to 200"},
    {"hierarchy: v1\ncgroups: {a: {tasks: 1}}\nsteps: [{mkdir: x}]", "2:15: use 'move:'"},
    {"hierarchy: v1\ncgroups: {a: {cgroup.event_control: 1}}\nsteps: [{mkdir: x}]", "2:15: use 'listen:'"},
    {"hierarchy: v1\ncgroups: {a: {oom_kills: 1}}\nsteps: [{mkdir: x}]",
     "2:15: oom_kills is one line of memory.oom_control on v1 and cannot be written"},
};

TEST(Refusals, OfCgroups) {
  for (const auto& [text, problem] : wrong_cgroups) expect_refused(text, problem);
}

// Steps behind six lines that introduce something of every kind; they begin in line 7.
constexpr std::string_view before =
    "hierarchy: v1\ncgroups: {box: , other: }\nsteps:\n- {start: grower, in: box, as: hog}\n"
    "- {run: stress -m 1, in: box}\n- {listen: box/memory.oom_control, as: oom}\n";

constexpr Wrong wrong_steps[] = {
    {"- x", "7:3: a step is written as 'WORD: VALUE'"},
    {"- [x]", "7:3: a step is a mapping, not a list"},
    {"- {}", "7:3: an empty step"},
    {"- {in: box}", "7:4: 'in' begins no step"},
    {"- {strt: grower, in: box}", "7:4: 'strt' begins no step; did you mean 'start'?"},
    {"- {mkdir: a, rmdir: box}", "7:14: 'mkdir' and 'rmdir' in one step"},
    {"- {mkdir: a, within: 3s}", "7:14: 'mkdir' has no key 'within'"},
    {"- {start: growr, in: box}", "7:11: 'growr' is no workload; did you mean 'grower'?"},
    {"- {start: grower}", "7:3: 'start' needs 'in: CGROUP'"},
    {"- {start: grower, in: bxo}", "7:23: no cgroup is named 'bxo'; did you mean 'box'?"},
    {"- {start: grower, in: root}", "7:23: 'root' is outside the scenario's own cgroups"},
    {"- {start: grower, in: hog}", "7:23: 'hog' is a process; a cgroup is wanted here"},
    {"- {start: grower, in: box, as: hog}",
     "7:32: duplicate name: 'hog' is a process already; give it another with 'as:'"},
    {"- {start: grower, in: box, as: not}", "7:32: 'not' is a word of the language"},
    {"- {start: grower, in: box, as: a.b}", "7:32: 'a.b' cannot be a name"},
    {"- {start: grower, in: box, with: {stp: 1M}}",
     "7:35: grower has no parameter 'stp'; did you mean 'step'?"},
    {"- {start: grower, in: box, with: {step: 1Q}}", "7:41: 'step' takes a size"},
    {"- {start: grower, in: box, with: {every: 1M}}", "7:42: 'every' takes a duration"},
    {"- {start: setter, in: box, with: {file: box/limti}}",
     "7:45: no control file is named 'limti'; did you mean 'limit'?"},
    {"- {start: setter, in: box}", "7:11: setter needs a control file, as in with: {file: box/limit}"},
    {"- {start: setter, in: box, with: {file: bax/limit}}", "7:41: no cgroup is named 'bax'"},
    {"- {start: keeper, in: box, with: {threads: 1K}}", "7:44: 'threads' takes a count"},
    {"- {start: keeper, in: box, with: {threads: [1]}}", "7:44: 'threads' takes a count, not a list"},
    {"- {start: grower, in: box, with: {allocator: jmalloc}}",
     "7:46: 'jmalloc' is no choice of 'allocator'; did you mean 'jemalloc'?"},
    {"- {run: '', in: box}", "7:9: a program is missing"},
    {"- {run: \"a 'b\", in: box}", "7:12: the quote that opens here is never closed"},
    {"- {run: g++-12 x, in: box}", "7:9: 'g++-12' cannot be a name; give one with 'as:'"},
    {"- {run: stress, in: box}", "7:9: duplicate name: 'stress'"},
    {"- {expect: hog paused, for: 5}", "7:29: '5' has no unit of time"},
    {"- {expect: [hog paused, hog pausd]}", "7:29: 'pausd' is no state"},
    {"- {expect: []}", "7:12: the list is empty"},
    {"- {expect: 'hog pausd'}", "7:17: 'pausd' is no state"},
    {"- {expect: \"hog \\\"x\\\"\"}", "7:17: a state of a process is wanted here, not a quoted text"},
    {"- expect: >\n    hog is\n    pausd", "9:5: 'pausd' is no state"},
    {"- expect: later paused\n- {start: grower, in: box, as: later}",
     "7:11: nothing is named 'later'; line 8 introduces it"},
    {"- {write: {}}", "7:11: there is nothing to write"},
    {"- {write: {box: 5M}}", "7:12: 'box' is no control file of a cgroup"},
    {"- {write: {box/limit: }}", "7:12: 'box/limit' has no value; write '\"\"'"},
    {"- {write: {box/limit: ''}}", "7:24: '' is no size"},
    {"- {write: {box/limit: 5M}, fails: EBUSSY}", "7:35: 'EBUSSY' is no errno; did you mean 'EBUSY'?"},
    {"- {write: {box/limit: 5M}, fails: no}", "7:35: 'no' is no errno"},
    {"- {write: {box/memory.usage_in_bytes: 5M}}", "7:16: memory.usage_in_bytes cannot be written"},
    {"- {write: {box/memory.stat:cache: 5M}, fails: EINVAL}", "7:27: a field cannot be written"},
    {"- {move: hg, to: box}", "7:10: no process is named 'hg'; did you mean 'hog'?"},
    {"- {move: hog, to: root}", "7:19: 'root' is outside"},
    {"- {move: hog, to: box, thread: -1}", "7:32: '-1' is no number of a thread"},
    {"- {move: hog, to: box, through: task}",
     "7:33: 'task' is no file to attach through; did you mean 'tasks'?"},
    {"- {move: hog, to: box, through: cgroup.threads}", "7:33: cgroup.threads is only on v2"},
    {"- {signal: SIGTREM, to: hog}", "7:12: 'SIGTREM' is no signal; did you mean 'SIGTERM'?"},
    {"- {signal: TERM, to: oom}", "7:22: 'oom' is a listener; a process is wanted here"},
    {"- {mkdir: a/b}", "7:11: 'a/b' cannot be a name"},
    {"- {mkdir: box}", "7:11: duplicate name: 'box' is a cgroup already; give it another"},
    {"- {mkdir: hog, fails: EEXIST}", "7:11: duplicate name: 'hog' is a process"},
    {"- {mkdir: a, in: b}", "7:18: no cgroup is named 'b'"},
    {"- {rmdir: oom}", "7:11: 'oom' is a listener; a cgroup is wanted"},
    {"- {listen: box/memory.oom_control}", "7:3: 'listen' needs 'as: NAME'"},
    {"- {listen: box/memory.oom_control, through: hog, as: a}",
     "7:45: 'hog' is a process; a cgroup is wanted"},
    {"- {mkdir: a, user: nobody}", "7:20: 'nobody' is no number of a user"},
    {"- {write: {box/limit: 5M}, user: 4294967295}", "7:34: '4294967295' is no number of a user"},
    {"- {listen: box/memory.oom_control, args: 5, as: a}", "7:42: memory.oom_control takes no arguments"},
    {"- {listen: box/memory.usage_in_bytes, as: a}", "7:12: '' is no size"},
    {"- {listen: box/memory.pressure_level, args: hi, as: a}",
     "7:45: memory.pressure_level takes low, medium"},
    {"- {listen: box/memory.stat, as: a}", "7:16: the kernel sends no notices for memory.stat"},
    {"- {listen: box/usage, as: a}", "7:16: 'usage' cannot be listened to"},
    {"- {listen: root/memory.pressure_level, args: low, as: a}",
     "7:12: root/memory.pressure_level is outside"},
    {"- {save: box/usage}", "7:3: 'save' needs 'as: NAME'"},
    {"- {save: box/usage >= 3, as: a}", "7:20: the value ends before '>='"},
    {"- {save: box/usage, as: hog}", "7:25: duplicate name"},
    {"- {tell: hog, to: go}", "7:19: 'go' is no order"},
    {"- {tell: hog, to: again}", "7:19: grower does not obey 'again'; known: release, finish"},
    {"- {tell: stress, to: finish}", "7:10: only a workload obeys"},
};

TEST(Refusals, OfSteps) {
  for (const auto& [text, problem] : wrong_steps)
    expect_refused(fmt::format("{}{}\n", before, text), problem);
}

TEST(Refusals, AreAllReportedAtOnce) {
  EXPECT_THAT(problems_of("hierarchy: v1\ncgroups: {box: {limit: 5X}}\nsteps:\n- {start: growr, in: bx}\n- "
                          "{expect: hog paused}\n"
                          "- {expct: 1}\n"),
              ElementsAre(HasSubstr("2:24: 'X'"), HasSubstr("4:11: 'growr'"),
                          HasSubstr("4:22: no cgroup is named 'bx'"),
                          HasSubstr("5:12: nothing is named 'hog'"), HasSubstr("6:4: 'expct'")));
}

TEST(Refusals, OfAStepDoNotSpreadToItsName) {
  EXPECT_THAT(
      problems_of("cgroups: {box: }\nsteps:\n- {start: growr, in: box, as: hog}\n- expect: hog paused\n"
                  "- {save: bx/usage, as: a}\n- expect: a >= 3s\n"),
      ElementsAre(HasSubstr("'growr' is no workload"), HasSubstr("no cgroup is named 'bx'")));
}

TEST(Refusals, PointAtTheRightCharacterBehindOthers) {
  const std::string text = "claim: ü\nsteps: [{expect: 'ä≈ö'}, {expct: ü}]\n";
  const ReadResult result = testing::read(text);
  ASSERT_EQ(result.problems.size(), 2U);
  EXPECT_EQ(render(result.problems[0], "f", text),
            "f:2:19: error: 'ä' does not belong in an expression\n  steps: [{expect: 'ä≈ö'}, {expct: ü}]\n"
            "                    ^\n");
  EXPECT_EQ(render(result.problems[1], "f", text),
            "f:2:27: error: 'expct' begins no step; did you mean 'expect'?\n  steps: [{expect: 'ä≈ö'}, "
            "{expct: ü}]\n"
            "                            ^~~~~\n");
}

TEST(Refusals, LeaveNoScenarioBehind) {
  EXPECT_TRUE(testing::read("steps: [{mkdir: a}, {mkdir: a}]").scenarios.empty());
}

}  // namespace
}  // namespace limitest::scenario
