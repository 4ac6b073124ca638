// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/commands.h"
#include "harness/cli/terminal.h"
#include "harness/engine/guardian.h"

namespace limitest::cli {
namespace {

int run(const Arguments& arguments) {
  if (arguments.words.size() != 2) {
    complain("guard: started by `limitest run`; of no use by hand");
    return bad_usage;
  }
  const auto hierarchy = arguments.words[1] == "v2" ? cgroup::Hierarchy::v2 : cgroup::Hierarchy::v1;
  return engine::guard(process::status_descriptor, arguments.words[0], hierarchy);
}

}  // namespace

const Command guard_command{.name = "guard",
                            .words = "TREE HIERARCHY",
                            .summary = "remove a run's cgroups should the run die",
                            .description = "Started by `limitest run`; of no use by hand.",
                            .options = {},
                            .run = run,
                            .hidden = true};

}  // namespace limitest::cli
