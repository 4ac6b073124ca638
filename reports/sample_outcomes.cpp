// SPDX-License-Identifier: Apache-2.0
#include "reports/sample_outcomes.h"

#include <algorithm>

namespace limitest::reports {

using result::Outcome;
using result::Series;
using result::Step;
using result::StepOutcome;
using result::Verdict;

namespace {

constexpr std::int64_t mib = 1 << 20;

constexpr Nanoseconds ms(std::int64_t count) {
  return std::chrono::milliseconds(count);
}

// 1M every 20 ms, held back by the limit; the limit doubles after 400 ms; killed after 820 ms.
Series grower_series() {
  Series series{"box", {}};
  std::int64_t touched = 0;
  for (std::int64_t at = 0; at <= 900; at += 2) {
    const std::int64_t limit = at < 400 ? 5 * mib : 10 * mib;
    if (at % 20 == 0 && at >= 20) touched = std::min(touched + mib, limit - mib / 4);
    const std::int64_t usage = at >= 820 ? 0 : touched + (at >= 4 ? 180'224 : 0);
    series.samples.push_back({ms(at), std::min(usage, limit), limit});
  }
  return series;
}

Series keeper_series() {
  Series series{"box", {}};
  for (std::int64_t at = 0; at <= 640; at += 4)
    series.samples.push_back(
        {ms(at), std::min<std::int64_t>(at * mib, 100 * mib) + 300'000, at < 200 ? 200 * mib : 90 * mib});
  return series;
}

Series bystander_series() {
  Series series{"bystander", {}};
  for (std::int64_t at = 0; at <= 640; at += 4)
    series.samples.push_back({ms(at), 12 * mib + (at * 7919 % 13) * 4096, std::nullopt});
  return series;
}

Step done(std::string text, int line, std::int64_t at, std::int64_t took) {
  return {
      .text = std::move(text), .line = line, .outcome = StepOutcome::done, .at = ms(at), .took = ms(took)};
}

Step held_step(std::string text, int line, std::string expected, std::string seen, std::int64_t at,
               std::int64_t took) {
  Step step = done(std::move(text), line, at, took);
  step.expected = std::move(expected);
  step.seen = std::move(seen);
  return step;
}

}  // namespace

Outcome paused_task_goes_on() {
  return {.scenario = "oom-control/paused-task-goes-on",
          .claim =
              "With the OOM killer off, a task that reaches the limit sleeps instead of dying, and goes on "
              "when the limit is raised.",
          .file = "scenarios/oom-control/paused-task-goes-on.yaml",
          .line = 3,
          .verdict = Verdict::pass,
          .started = ms(20),
          .duration = ms(900),
          .steps = {done("start grower as hog in box", 7, 1, 3),
                    held_step("expect hog paused", 11, "hog paused", "hog paused (after 108ms)", 4, 112),
                    held_step("expect box/memory.oom_control:under_oom == 1", 12, "1", "1", 117, 0),
                    done("write 10M to box/memory.limit_in_bytes", 14, 400, 0),
                    {.text = "expect hog.touched >= 8M",
                     .line = 15,
                     .outcome = StepOutcome::done,
                     .expected = "hog.touched >= 8M",
                     .seen = "hog.touched = 8M",
                     .slack = "128K = 2 CPUs × charge stock of 64 pages, less than one step of 1M",
                     .at = ms(401),
                     .took = ms(62)},
                    held_step("expect hog paused", 16, "hog paused", "hog paused (after 104ms)", 463, 104)},
          .timeline = {grower_series()},
          .marks = {{ms(1), "start", "hog: grower, pid 4711, in box"},
                    {ms(112), "pause", "hog waits in mem_cgroup_oom_synchronize"},
                    {ms(113), "notice", "box: memory.oom_control, under_oom 1"},
                    {ms(400), "step", "write 10M to box/memory.limit_in_bytes"},
                    {ms(401), "resume", "hog goes on"},
                    {ms(508), "pause", "hog waits in mem_cgroup_oom_synchronize"},
                    {ms(820), "kill", "hog ended by SIGKILL, in teardown"}}};
}

Outcome shrink_was_accepted() {
  return {
      .scenario = "limits/shrink-below-usage",
      .claim = "A limit cannot be pushed below what cannot be reclaimed.",
      .file = "scenarios/limits/shrink-below-usage.yaml",
      .line = 12,
      .verdict = Verdict::fail,
      .reason = "write 90M to box/memory.limit_in_bytes: expected EBUSY, seen accepted",
      .started = ms(40),
      .duration = ms(640),
      .steps = {done("start keeper as keep in box", 7, 1, 2),
                held_step("expect keep holding", 11, "keep holding", "keep holding (after 104ms)", 3, 104),
                {.text = "write 90M to box/memory.limit_in_bytes",
                 .line = 12,
                 .outcome = StepOutcome::failed,
                 .expected = "EBUSY (Device or resource busy)",
                 .seen = "accepted",
                 .at = ms(200),
                 .took = std::chrono::microseconds(1240)},
                {.text = "expect box/memory.limit_in_bytes == 200M",
                 .line = 14,
                 .expected = "209715200 (200M)",
                 .slack = "none: the kernel stores whole pages, and 200M is whole"},
                {.text = "expect keep running for 500ms", .line = 15, .expected = "keep running"}},
      .timeline = {keeper_series(), bystander_series()},
      .marks = {{ms(1), "start", "keep: keeper, pid 4720, in box"},
                {ms(104), "notice", "keep holds 100M"},
                {ms(200), "step", "write 90M to box/memory.limit_in_bytes"},
                {ms(201), "notice", "box: usage 104857600, limit 94371840"}},
      .evidence = {{"box/memory.stat",
                    "cache 0\nrss 104857600\nrss_huge 0\nshmem 0\nmapped_file 0\n"
                    "pgpgin 25608\npgpgout 8\nhierarchical_memory_limit 94371840\n"},
                   {"keep (pid 4720): kernel stack",
                    "[<0>] do_nanosleep+0x64/0x180\n"
                    "[<0>] hrtimer_nanosleep+0xc5/0x1a0\n"
                    "[<0>] __x64_sys_nanosleep+0xa3/0xf0\n"},
                   {"kernel log", "[  12.204113] memory: usage 102400kB, limit 92160kB, failcnt 27\n"}}};
}

Outcome kill_with_a_warning() {
  Outcome outcome = held("oom/kill-inside-the-group", "A group at its hard limit kills inside itself.", 420);
  outcome.verdict = Verdict::fail;
  outcome.line = 9;
  outcome.reason = "the kernel warned: WARNING: CPU: 1 PID: 88 at mm/memcontrol.c:3097 try_charge_memcg+0x5a";
  outcome.steps.back().outcome = StepOutcome::failed;
  outcome.steps.back().expected = "2 ± 0 kills";
  outcome.steps.back().seen = "3 kills";
  outcome.steps.back().slack = "none: kills are counted, not sampled";
  outcome.evidence = {
      {"kernel log", "WARNING: CPU: 1 PID: 88 at mm/memcontrol.c:3097\n Call Trace:\n  <TASK>\n"}};
  return outcome;
}

Outcome disturbed() {
  Outcome outcome =
      held("notices/threshold-comes-in-time",
           "A threshold notice comes before the group has grown by another charge batch.", 2100);
  outcome.verdict = Verdict::broken;
  outcome.reason = "the host stole 31 % of the CPU time meanwhile; play it again on a quiet machine";
  outcome.steps.back() = {.text = "expect box: 1 notice within 100ms",
                          .line = 9,
                          .outcome = StepOutcome::broken,
                          .at = ms(3),
                          .took = ms(2097)};
  return outcome;
}

Outcome held(std::string scenario, std::string claim, std::int64_t milliseconds) {
  const std::string file = "scenarios/" + scenario + ".yaml";
  return {.scenario = std::move(scenario),
          .claim = std::move(claim),
          .file = file,
          .line = 1,
          .verdict = Verdict::pass,
          .started = ms(100),
          .duration = ms(milliseconds),
          .steps = {done("start grower as hog in box", 6, 1, 2),
                    held_step("expect box:oom_kills == 2", 9, "2", "2", 3, milliseconds / 2)}};
}

Outcome skipped(std::string scenario, std::string reason) {
  const std::string file = "scenarios/" + scenario + ".yaml";
  return {.scenario = std::move(scenario),
          .claim = "Swap is charged to the group that swapped.",
          .file = file,
          .line = 1,
          .verdict = Verdict::skip,
          .reason = std::move(reason)};
}

Outcome known(std::string scenario, std::string reason) {
  Outcome outcome = held(std::move(scenario), "Charges of a moved task follow it.", 310);
  outcome.verdict = Verdict::known;
  outcome.reason = std::move(reason);
  return outcome;
}

}  // namespace limitest::reports
