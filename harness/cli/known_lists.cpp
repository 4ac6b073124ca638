// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/known_lists.h"

#include <filesystem>
#include <optional>

#include <unistd.h>

#include "harness/base/fd.h"
#include "harness/cli/terminal.h"
#include "harness/scenario/known_list.h"

namespace limitest::cli {
namespace {

// All that a rule may name. In a guest, whose selection is a part of what the lists were checked against,
// there is no telling.
std::optional<std::vector<std::string>> names_for(const Selection& selection) {
  if (selection.is_part) return std::nullopt;
  std::vector<std::string> names = built_in_names();
  for (const Selected& one : selection.scenarios) names.push_back(one.scenario.name);
  return names;
}

}  // namespace

const Option known_option{"--known", "FILE",
                          "rules of known deviations, each with the scenarios it is for, where the failures "
                          "it foretells are no surprise; may be repeated",
                          true};

std::vector<guest::KnownList> add_known_lists(const std::vector<std::string>& paths, Selection& selection) {
  std::vector<scenario::Scenario*> scenarios;
  for (Selected& one : selection.scenarios) scenarios.push_back(&one.scenario);
  const auto names = names_for(selection);
  std::vector<guest::KnownList> lists;
  for (const std::string& path : paths) {
    auto text = read_file(path);
    if (!text) {
      selection.problems.push_back(text.error().within("--known").message + "\n");
      continue;
    }
    const std::string file = std::filesystem::path(path).filename();
    for (const scenario::Diagnostic& problem : scenario::add_known(*text, file, scenarios, names))
      selection.problems.push_back(render(problem, path, *text, wants_colour(STDERR_FILENO)));
    lists.push_back({.file = file, .text = std::move(*text)});
  }
  return lists;
}

}  // namespace limitest::cli
