// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/reference.h"

#include <fmt/ranges.h>

#include "harness/scenario/applicability.h"
#include "harness/scenario/config_options.h"
#include "harness/scenario/draft.h"
#include "harness/scenario/known.h"
#include "harness/scenario/known_list.h"
#include "harness/scenario/read.h"
#include "harness/scenario/reference_words.h"
#include "harness/scenario/steps/step_kind.h"

namespace limitest::scenario {
namespace {

std::string keys_table(std::span<const Key> keys) {
  std::string text = "| key | value | |\n|---|---|---|\n";
  for (const Key& key : keys)
    text += table_row({fmt::format("`{}`", key.name), std::string(info_of(key.kind).placeholder),
                       fmt::format("{}{}", key.help, key.is_required ? " (required)" : "")});
  return text + "\n";
}

std::string value_table() {
  std::string text = "| written here as | is |\n|---|---|\n";
  for (const ValueKindInfo& info : value_kinds())
    text += table_row({std::string(info.placeholder), std::string(info.help)});
  return text + "\n";
}

std::string step_section(const StepKind& kind) {
  return fmt::format("### `{}`\n\n{}\n\n```yaml\n{}\n```\n\n{}", kind.word, kind.summary, kind.example,
                     keys_table(kind.keys));
}

std::string machines_section() {
  std::string text =
      "### On some machines only\n\nEvery kind of step, and every case of a matrix, takes these keys too. "
      "Where they do not apply, or where that cannot be judged because the kernel's configuration is not "
      "readable, the step is left out and the report says so; a scenario without a claim left is skipped. A "
      "name that such a step introduces is for steps with the same keys.\n\n"
      "```yaml\n- write: {box/memory.move_charge_at_immigrate: 1}\n  fails: EINVAL\n  since: 6.13\n```\n\n" +
      keys_table(applicability_keys()) + "| option | |\n|---|---|\n";
  for (const ConfigOption& option : config_options())
    text += table_row({fmt::format("`{}`", option.word), std::string(option.help)});
  return text + "\n";
}

std::string steps_chapter() {
  std::string text =
      "## Steps\n\nOne of these words makes a mapping a step; the other keys must belong to it. Names are "
      "introduced by a step and used by later ones.\n\n";
  for (const StepKind* kind : step_kinds()) text += step_section(*kind);
  return text + machines_section();
}

constexpr std::string_view repeat_chapter =
    "## Repetition\n\n"
    "Most claims hold always: they are played once, and `limitest run --repeat 100` shows whether they are "
    "flaky. For a claim that chance has a part in, such as how reclaim divides its work, `repeat` states how "
    "often a play passes on a right kernel, how often on a broken one, and how sure to be. The scenario is "
    "played until the plays tell these two apart with that confidence, by Wald's sequential test: each pass "
    "multiplies the odds of a right kernel by `pass / broken`, each failure by `(1 - pass) / (1 - broken)`, "
    "and it ends when the odds are `confidence : 1 - confidence` either way. With the defaults that takes 12 "
    "passes on a kernel that keeps the claim each time. The verdict says \"12 of 12 plays passed\". If "
    "`times` plays do not suffice, the likelier of the two is the verdict, and a remark says so.\n\n"
    "```yaml\nrepeat: {pass: 90%, broken: 50%, confidence: 99%}\n```\n\n";

constexpr std::string_view known_chapter =
    "## Known deviations\n\n"
    "A rule under `known` names kernels that break the claim, and where that is told. Where it matches, a "
    "`fail` becomes `known`; if the claim holds there all the same, the report says that the rule is "
    "outdated. What our side could not do stays `broken`.\n\n"
    "```yaml\nknown:\n  - kernel: \">= 6.15\"\n    why: a miss at the memsw limit is counted nowhere\n"
    "    reference: mm/memcontrol.c, mem_cgroup_css_alloc()\n```\n\n";

constexpr std::string_view known_list_chapter =
    "### In a list of their own\n\n"
    "For scenarios that are not yours to edit, such as the built-in ones, rules stand in a file of their "
    "own, each with the scenarios it is for, and `limitest run --known FILE` or `limitest matrix --known "
    "FILE` "
    "applies them:\n\n"
    "```yaml\n- scenario: swap/comes-back-*\n  kernel: \">= 5.14 < 5.15\"\n  why: our backport charges the "
    "group that swaps in\n  reference: https://bugs.example.org/1234\n```\n\n";

std::string workload_section(const WorkloadInfo& workload) {
  std::string text = fmt::format("### `{}`\n\n{}.", workload.name, workload.summary);
  if (!workload.commands.empty()) text += fmt::format("\n\nObeys: {}.", fmt::join(workload.commands, ", "));
  text += "\n\n";
  if (workload.parameters.empty()) return text;
  text += "| parameter | type | default | |\n|---|---|---|---|\n";
  for (const WorkloadParameter& parameter : workload.parameters) {
    const std::string choices =
        parameter.choices.empty() ? "" : fmt::format(": {}", fmt::join(parameter.choices, ", "));
    text += table_row(
        {fmt::format("`{}`", parameter.name), fmt::format("{}{}", name_of(parameter.type), choices),
         parameter.type == ParameterType::control_file ? "required" : parameter.fallback, parameter.help});
  }
  return text + "\n";
}

std::string workloads_chapter(const Catalogue& catalogue) {
  std::string text = "## Workloads\n\nWhat `start` can start, and the parameters under `with`.\n\n";
  for (const WorkloadInfo& workload : catalogue.workloads) text += workload_section(workload);
  return text;
}

constexpr std::string_view introduction =
    "# The scenario language\n\n"
    "A scenario is one YAML file with one claim about the kernel. Every value is plain text; anchors and "
    "aliases work, tags and merge keys do not.\n\n";

constexpr std::string_view cgroups_chapter =
    "## Cgroups\n\n"
    "`cgroups` maps names to settings: control files, or names that mean the same on both hierarchies, and "
    "their values. The key `cgroups` inside one holds the groups below it. All names are unique, however "
    "deep, so that a path has one cgroup and one file: `inner/usage`.\n\n"
    "```yaml\ncgroups:\n  outer:\n    limit: 100M\n    cgroups:\n      inner: {limit: 50M}\n```\n\n"
    "A size that the kernel itself can read (`100M`) is written as it is; any other (`1.5G`, `64KiB`) as a "
    "number of bytes. `unlimited` stands for no limit where a name means the same on both hierarchies, "
    "and `swapping: off` for a group that shall not swap. `owner: USER` gives the group's directory to that "
    "user, with what is delegated along with it: `cgroup.procs` and `tasks` on v1, `cgroup.procs`, "
    "`cgroup.threads` and `cgroup.subtree_control` on v2, but not its limits.\n\n";

constexpr std::string_view matrix_chapter =
    "## Matrix\n\n"
    "`matrix` makes several scenarios of a file: every combination of lists of values, or the cases of a "
    "list, which may be for some machines only (`since`, `before`, `config`, `swap`, `hierarchy`). `${name}` "
    "is replaced in every text below, keys too, before it is read. A scenario is then named "
    "`name[size=10M,step=4K]`.\n\n"
    "```yaml\nmatrix: {size: [10M, 20M], step: [4K, 1M]}\n```\n\n"
    "```yaml\nmatrix:\n  - {size: 10M, step: 4K}\n  - {size: 20M, step: 1M, since: 6.13}\n```\n\n";

}  // namespace

std::string language_reference(const Catalogue& catalogue) {
  std::string text{introduction};
  text += "## The file\n\n" + keys_table(scenario_keys());
  text += "## Needs\n\n" + keys_table(need_keys());
  text += cgroups_chapter;
  text += steps_chapter();
  text += repeat_chapter;
  text += keys_table(repeat_keys());
  text += known_chapter;
  text += keys_table(known_keys());
  text += known_list_chapter;
  text += keys_table(known_list_keys().first(1));
  text += conditions_chapter() + formulas_chapter() + files_chapter();
  text += matrix_chapter;
  text += "## Values\n\n" + value_table();
  text += names_chapter();
  return text + workloads_chapter(catalogue);
}

}  // namespace limitest::scenario
