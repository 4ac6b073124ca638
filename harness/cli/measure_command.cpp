// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/figures/laboratory.h"
#include "harness/cli/commands.h"
#include "harness/cli/terminal.h"

namespace limitest::cli {
namespace {

int run(const Arguments& arguments) {
  if (arguments.words.size() != 3) {
    complain("measure: started by `limitest figures`; of no use by hand");
    return bad_usage;
  }
  return bench::measure_here(arguments.words[0], arguments.words[1], arguments.words[2]);
}

}  // namespace

const Command measure_command{.name = "measure",
                              .words = "FIGURE TREE MICROSECONDS",
                              .summary = "measure one figure in this process",
                              .description = "Started by `limitest figures`; of no use by hand.",
                              .options = {},
                              .run = run,
                              .hidden = true};

}  // namespace limitest::cli
