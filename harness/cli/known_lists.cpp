// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/known_lists.h"

#include <filesystem>

#include "harness/base/fd.h"
#include "harness/cli/built_in.h"
#include "harness/cli/terminal.h"
#include "harness/scenario/known_list.h"

namespace limitest::cli {
namespace {

// All that a rule may name; it need not be played now.
std::vector<const scenario::Scenario*> nameable(const Selection& built_in, const Selection& selection) {
  std::vector<const scenario::Scenario*> all;
  for (const Selection* some : {&built_in, &selection})
    for (const Selected& one : some->scenarios) all.push_back(&one.scenario);
  return all;
}

// A guest, which plays a part, gets what was checked against the whole.
void check_names(scenario::KnownList& list, const std::string& path, const Selection& selection) {
  if (selection.is_part) return;
  const Selection built_in = select({}, built_in_catalogue(), false);
  const std::vector<const scenario::Scenario*> all = nameable(built_in, selection);
  list.problems = misnamed(list, all);
  if (!list.problems.empty()) return;
  for (const scenario::ListedRule* rule : for_others(list, all))
    complain(fmt::format("{}:{}:{}: no scenario here is named '{}'; the rule changes nothing", path,
                         rule->at.line, rule->at.column, rule->scenario));
}

}  // namespace

const Option known_option{"--known", "FILE",
                          "rules of known deviations, each with the scenarios it is for, where the failures "
                          "it foretells are no surprise; may be repeated",
                          true};

std::vector<guest::KnownList> add_known_lists(const std::vector<std::string>& paths, Selection& selection,
                                              bool colour) {
  std::vector<guest::KnownList> texts;
  std::vector<scenario::Scenario*> scenarios;
  for (Selected& one : selection.scenarios) scenarios.push_back(&one.scenario);
  for (const std::string& path : paths) {
    auto text = read_file(path);
    if (!text) {
      selection.problems.push_back(text.error().within("--known").message + "\n");
      continue;
    }
    const std::string file = std::filesystem::path(path).filename();
    scenario::KnownList list = scenario::read_known_list(*text, file);
    if (list.problems.empty()) check_names(list, path, selection);
    for (const scenario::Diagnostic& problem : list.problems)
      selection.problems.push_back(render(problem, path, *text, colour));
    if (list.problems.empty()) add_known(list, scenarios);
    selection.known_rules += list.rules.size();
    texts.push_back({.file = file, .text = std::move(*text)});
  }
  return texts;
}

}  // namespace limitest::cli
