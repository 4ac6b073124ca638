// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/built_in.h"
#include "harness/cli/commands.h"
#include "harness/cli/selection.h"
#include "harness/cli/terminal.h"
#include "harness/scenario/describe.h"

namespace limitest::cli {
namespace {

int run(const Arguments& arguments) {
  if (arguments.words.empty()) {
    complain("show: name a scenario; `limitest list` shows all");
    return bad_usage;
  }
  const Selection selection = select(arguments.words, built_in_catalogue(), wants_colour(2));
  if (!is_sound(selection)) return bad_usage;
  const Source* last = nullptr;
  for (const Selected& one : selection.scenarios) {
    if (arguments.has("source")) {
      if (one.source != last) print(one.source->text);
      last = one.source;
    } else {
      print(describe(one.scenario) + "\n");
    }
  }
  return ok;
}

constexpr Option options[] = {{"--source", "", "print the scenario file itself instead"}};

}  // namespace

const Command show_command{
    .name = "show",
    .words = "NAME|FILE|DIR...",
    .summary = "print a scenario as plain sentences",
    .description = "Prints what a scenario claims, needs and does, step by step, as sentences.",
    .options = options,
    .run = run};

}  // namespace limitest::cli
