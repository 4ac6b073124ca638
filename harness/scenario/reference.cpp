// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/reference.h"

#include <fmt/ranges.h>

#include "harness/scenario/draft.h"
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

std::string steps_chapter() {
  std::string text =
      "## Steps\n\nOne of these words makes a mapping a step; the other keys must belong to it. Names are "
      "introduced by a step and used by later ones.\n\n";
  for (const StepKind* kind : step_kinds()) text += step_section(*kind);
  return text;
}

std::string workload_section(const WorkloadInfo& workload) {
  std::string text = fmt::format("### `{}`\n\n{}", workload.name, workload.summary);
  if (!workload.commands.empty()) text += fmt::format(" Obeys: {}.", fmt::join(workload.commands, ", "));
  text += "\n\n";
  if (workload.parameters.empty()) return text;
  text += "| parameter | type | default | |\n|---|---|---|---|\n";
  for (const WorkloadParameter& parameter : workload.parameters) {
    const std::string choices =
        parameter.choices.empty() ? "" : fmt::format(": {}", fmt::join(parameter.choices, ", "));
    text +=
        table_row({fmt::format("`{}`", parameter.name), fmt::format("{}{}", name_of(parameter.type), choices),
                   parameter.fallback, parameter.help});
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
    "number of bytes. `unlimited` stands for no limit where a name means the same on both hierarchies.\n\n";

constexpr std::string_view matrix_chapter =
    "## Matrix\n\n"
    "`matrix` makes several scenarios of a file: every combination of lists of values, or the cases of a "
    "list. `${name}` is replaced in every text below, keys too, before it is read. A scenario is then named "
    "`name[size=10M,swap=0]`.\n\n"
    "```yaml\nmatrix: {size: [10M, 20M], step: [4K, 1M]}\n```\n\n"
    "```yaml\nmatrix:\n  - {size: 10M, step: 4K}\n  - {size: 20M, step: 1M}\n```\n\n";

}  // namespace

std::string language_reference(const Catalogue& catalogue) {
  std::string text{introduction};
  text += "## The file\n\n" + keys_table(scenario_keys());
  text += "## Needs\n\n" + keys_table(need_keys());
  text += cgroups_chapter;
  text += steps_chapter();
  text += conditions_chapter() + formulas_chapter() + files_chapter();
  text += matrix_chapter;
  text += "## Values\n\n" + value_table();
  text += names_chapter();
  return text + workloads_chapter(catalogue);
}

}  // namespace limitest::scenario
