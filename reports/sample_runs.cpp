// SPDX-License-Identifier: Apache-2.0
#include "reports/sample_runs.h"

#include <fmt/format.h>

#include "reports/sample_outcomes.h"

namespace limitest::reports {

using result::Outcome;
using result::Run;
using result::Verdict;

namespace {

Run machine_run(std::vector<Outcome> outcomes) {
  return {.id = "20261123-200607-4711",
          .version = "0.1.0",
          .started = "2026-11-23T20:06:07Z",
          .command = {"limitest", "run", "--kernel", "linux-6.18.44.deb", "--hierarchy", "v1"},
          .machine = {"builder",
                      "6.18.44",
                      "v1",
                      "linux-6.18.44.deb",
                      {{"memory", "1G"},
                       {"CPUs", "2"},
                       {"swap", "none"},
                       {"page size", "4096"},
                       {"distribution", "Debian GNU/Linux 12"},
                       {"accelerator", "TCG"}}},
          .outcomes = std::move(outcomes),
          .finished = true,
          .duration = std::chrono::milliseconds(72'480)};
}

std::vector<Outcome> passes() {
  return {paused_task_goes_on(),
          held("limits/limit-counts-pages", "A limit is rounded down to whole pages.", 118),
          held("limits/unlimited-is-unlimited", "A group without a limit may use what its parent may.", 231),
          held("oom/neighbour-survives", "An OOM kill in one group leaves its neighbour alone.", 527),
          held("kmem/fork-is-charged", "Kernel stacks are charged to the group of the task.", 1904)};
}

constexpr const char* no_swap = "needs swap, and this machine has none; give the guest some with --swap 256M";

}  // namespace

Run sample_run() {
  std::vector<Outcome> outcomes = passes();
  outcomes.insert(outcomes.begin() + 1, shrink_was_accepted());
  outcomes.push_back(kill_with_a_warning());
  outcomes.push_back(disturbed());
  outcomes.push_back(
      known("move-charge/charges-follow", "move_charge_at_immigrate is gone since 6.14 (e548ad4a7cbf)"));
  outcomes.push_back(skipped("swap/swap-is-charged", no_swap));
  outcomes.push_back(skipped("hugetlb/limit-holds", "needs 2 MB huge pages; boot with hugepages=16"));
  outcomes.push_back(skipped("swap/swap-limit-holds", no_swap));
  Run run = machine_run(std::move(outcomes));
  run.in_flight = {{"oom/group-with-nested-groups", "", ""}};
  run.finished = false;
  return run;
}

Run passing_run() {
  return machine_run(passes());
}

Run hostile_run() {
  using namespace std::literals;
  return run_full_of(
      "</title></style><script>alert(1)</script>]]>\"' onload='x\x1b[2J\0end"s +
      "\xff\xc0\xaf\xed\xa0\x80\xef\xbf\xbe \xe2\x80\xaetxt.exe\x7f\r\n--></failure></pre>&amp;");
}

Run run_full_of(const std::string& text) {
  Outcome outcome = shrink_was_accepted();
  outcome.scenario = "folder " + text + "/name " + text;
  for (std::string* field : {&outcome.claim, &outcome.file, &outcome.reason}) *field = text;
  for (result::Step& step : outcome.steps) step.text = step.expected = step.seen = step.slack = text;
  for (result::Series& series : outcome.timeline) series.cgroup = text;
  for (result::Mark& mark : outcome.marks) mark.kind = mark.text = text;
  for (result::Evidence& evidence : outcome.evidence) evidence = {text, text};
  Run run = machine_run({std::move(outcome), skipped("swap/" + text, text), known(text, text)});
  run.machine = {text, text, text, text, {{text, text}}};
  run.command = {"limitest", "run", text};
  run.id = run.version = run.started = text;
  run.in_flight = {{text, "", ""}};
  run.finished = false;
  return run;
}

Run empty_run() {
  Run run = machine_run({});
  run.duration = {};
  return run;
}

Run all_skipped_run() {
  return machine_run({skipped("swap/swap-is-charged", no_swap), skipped("swap/swap-limit-holds", no_swap)});
}

Run interrupted_run() {
  Run run = machine_run({passes().front()});
  run.in_flight = {{"kmem/fork-is-charged", "", ""}};
  run.interrupted = true;
  return run;
}

Run matrix_run() {
  Run run = machine_run({});
  run.command = {"limitest", "matrix", "a.deb", "b.deb", "c.deb", "--hierarchy", "both"};
  const auto add_cell = [&](std::string kernel, std::string image, std::string hierarchy) {
    run.cells.push_back(
        {{"", std::move(kernel), std::move(hierarchy), std::move(image), {{"memory", "1G"}, {"CPUs", "2"}}},
         ""});
  };
  const auto add = [&](Outcome outcome) {
    outcome.kernel = run.cells.back().machine.kernel;
    outcome.hierarchy = run.cells.back().machine.hierarchy;
    run.outcomes.push_back(std::move(outcome));
  };
  const auto passed = [](Outcome outcome) {
    outcome.verdict = Verdict::pass;
    outcome.reason.clear();
    return outcome;
  };
  const char* const not_here = "needs hierarchy v1; this is v2";

  add_cell("5.10.249-1-amd64", "a.deb", "v1");
  add(paused_task_goes_on());
  add(passed(shrink_was_accepted()));
  add(known("swap/swap-limit-holds", "use_hierarchy 0 is counted apart before 5.11 (bef8620cd8e0)"));
  add_cell("6.1.170", "b.deb", "v1");
  add(paused_task_goes_on());
  add(shrink_was_accepted());
  add(held("swap/swap-limit-holds", "Swap stays below its limit.", 20));
  add_cell("6.1.170", "b.deb", "v2");
  add(skipped(paused_task_goes_on().scenario, not_here));
  add(skipped(shrink_was_accepted().scenario, not_here));
  add(held("swap/swap-limit-holds", "Swap stays below its limit.", 24));
  add_cell("6.18.44", "c.deb", "v1");
  run.cells.back().left_out = "this kernel was built without a v1 memory controller (CONFIG_MEMCG_V1)";
  add_cell("6.18.44", "c.deb", "v2");
  add(skipped(paused_task_goes_on().scenario, not_here));
  add(skipped(shrink_was_accepted().scenario, not_here));
  add(skipped("swap/swap-limit-holds", no_swap));
  return run;
}

Run large_run() {
  std::vector<Outcome> outcomes;
  for (int i = 0; i < 100; ++i) {
    outcomes.push_back(i % 10 == 0 ? shrink_was_accepted() : paused_task_goes_on());
    outcomes.back().scenario += fmt::format("-{}", i);
    for (result::Series& series : outcomes.back().timeline)
      for (std::size_t n = 0; n < series.samples.size(); ++n)
        series.samples[n].usage += static_cast<std::int64_t>(n * 7919 % 64) * 4096;
  }
  return machine_run(std::move(outcomes));
}

std::vector<std::pair<std::string_view, Run>> sample_runs() {
  return {{"sample", sample_run()}, {"passing", passing_run()},         {"hostile", hostile_run()},
          {"empty", empty_run()},   {"all_skipped", all_skipped_run()}, {"interrupted", interrupted_run()},
          {"matrix", matrix_run()}};
}

}  // namespace limitest::reports
