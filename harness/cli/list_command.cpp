// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/built_in.h"
#include "harness/cli/commands.h"
#include "harness/cli/selection.h"
#include "harness/cli/terminal.h"

namespace limitest::cli {
namespace {

int run(const Arguments& arguments) {
  const Selection selection = select(arguments.words, built_in_catalogue(), wants_colour(2));
  if (!is_sound(selection)) return bad_usage;
  for (const Selected& one : selection.scenarios) {
    const std::string hierarchy =
        one.scenario.hierarchy ? std::string(to_string(*one.scenario.hierarchy)) : "both";
    print(arguments.has("names")
              ? one.scenario.name + "\n"
              : fmt::format("{:<44} {:<5} {}\n", one.scenario.name, hierarchy, one.scenario.claim));
  }
  return ok;
}

constexpr Option options[] = {{"--names", "", "print the names alone"}};

}  // namespace

const Command list_command{.name = "list",
                           .words = "[NAME|FILE|DIR]...",
                           .summary = "list scenarios, with hierarchy and claim",
                           .description =
                               "Lists the built-in scenarios, or those named: a name, a folder or a pattern "
                               "of built-in ones, a file, a directory of files, one case of a file's "
                               "matrix (FILE[CASE]), or - for standard input.",
                           .options = options,
                           .run = run};

}  // namespace limitest::cli
