// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include <fmt/ranges.h>

#include "harness/scenario/steps/step_kind.h"

namespace limitest::scenario {
namespace {

constexpr std::array keys{
    Key{"run", ValueKind::command, required, "the program, which becomes a need of the scenario"},
    Key{"in", ValueKind::cgroup, required, "where it runs from its first instruction on"},
    Key{"as", ValueKind::new_name, optional, "the process's name; by default the program's"},
};

// Blanks split, quotes hold together; there is no other shell syntax.
Parsed<std::vector<std::string>> split_command(std::string_view text) {
  std::vector<std::string> words;
  bool inside = false;
  char quote = 0;
  std::size_t opened = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool blank = c == ' ' || c == '\t' || c == '\n';
    if (quote == 0 && blank) {
      inside = false;
      continue;
    }
    if (!inside) words.emplace_back();
    inside = true;
    if (quote == 0 && (c == '"' || c == '\'')) {
      quote = c;
      opened = i;
    } else if (c == quote) {
      quote = 0;
    } else {
      words.back() += c;
    }
  }
  if (quote != 0) return fault(opened, text.size() - opened, "the quote that opens here is never closed");
  return words;
}

std::vector<std::string> read_command(const Node& command, Problems& problems) {
  const std::size_t before = problems.count();
  std::vector<std::string> words;
  if (command.is_scalar())
    words = value_or_report(split_command(command.text), command, problems).value_or(words);
  else
    for (const Node* item : scalars_of(command, problems)) words.push_back(item->text);
  const bool has_program = !words.empty() && !words.front().empty();
  if (!has_program && problems.count() == before) refuse(problems, command, "a program is missing");
  return has_program ? words : std::vector<std::string>{};
}

void need_program(const std::string& program, Needs& needs) {
  if (std::ranges::find(needs.programs, program) == needs.programs.end()) needs.programs.push_back(program);
}

void name_process(const Fields& fields, const Node& command, Draft& draft, RunProgram& run) {
  const Node* as = fields.find("as");
  const std::string& program = run.argv.front();
  run.process = as != nullptr ? as->text : program.substr(program.rfind('/') + 1);
  if (as == nullptr && !is_well_formed_name(run.process))
    refuse(draft.problems, command,
           fmt::format("{} cannot be a name; give one with 'as:'", quoted(run.process)));
  else
    draft.introduce(run.process, as != nullptr ? *as : command, {Role::program});
}

void read(const Fields& fields, Draft& draft) {
  RunProgram run;
  if (draft.require(fields.find("in"), {Role::cgroup}, "cgroup") != nullptr)
    run.cgroup = fields.find("in")->text;
  const Node* command = fields.find("run");
  if (command != nullptr) run.argv = read_command(*command, draft.problems);
  if (run.argv.empty()) {
    if (const Node* as = fields.find("as")) draft.introduce(as->text, *as, {Role::program});
    return;
  }
  name_process(fields, *command, draft, run);
  need_program(run.argv.front(), draft.scenario.needs);
  draft.add_step(fields.whole(), std::move(run));
}

std::string sentence(const RunProgram& run) {
  return fmt::format("run {} as {} in {}", fmt::join(run.argv, " "), run.process, run.cgroup);
}

}  // namespace

extern const StepKind run_step;
const StepKind run_step{"run",
                        "Runs any other program inside a cgroup.",
                        "- run: stress --vm 1 --vm-bytes 100m\n  in: box",
                        keys,
                        read,
                        [](const Action& action) { return describe_as<RunProgram>(action, sentence); }};

}  // namespace limitest::scenario
