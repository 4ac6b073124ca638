// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include "harness/cli/built_in.h"
#include "harness/cli/commands.h"
#include "harness/cli/known_lists.h"
#include "harness/cli/selection.h"
#include "harness/cli/terminal.h"
#include "reports/words.h"

namespace limitest::cli {
namespace {

int run(const Arguments& arguments) {
  Selection selection =
      select(arguments.words, built_in_catalogue(), wants_colour(STDOUT_FILENO), arguments.all("known"));
  const auto lists = add_known_lists(arguments.all("known"), selection, wants_colour(STDOUT_FILENO));
  for (const std::string& problem : selection.problems) print(problem);
  if (!selection.problems.empty()) {
    complain(reports::plural(selection.problems.size(), "problem"));
    return bad_usage;
  }
  print(fmt::format("well-formed: {} in {}{}\n", reports::plural(selection.scenarios.size(), "scenario"),
                    reports::plural(selection.sources.size(), "file"),
                    lists.empty() ? ""
                                  : fmt::format(", {} of known deviations",
                                                reports::plural(selection.known_rules, "rule"))));
  return ok;
}

const Option options[] = {
    {"--known", "FILE", "check this list of known deviations too; may be repeated", true},
};

}  // namespace

const Command check_command{.name = "check",
                            .words = "[NAME|FILE|DIR]...",
                            .summary = "check scenario files and run nothing",
                            .description =
                                "Reads scenario files and reports all their errors at once, each as "
                                "file:line:column with the line, a caret and the nearest right word. Exit "
                                "status 0: well-formed, 2: not.",
                            .options = options,
                            .run = run};

}  // namespace limitest::cli
