// SPDX-License-Identifier: Apache-2.0
#include "harness/cgroup/run_tree.h"
#include "harness/cli/commands.h"
#include "harness/cli/terminal.h"

namespace limitest::cli {
namespace {

int run(const Arguments&) {
  const auto location = cgroup::find_memory_controller();
  if (!location) {
    complain(location.error().message);
    return broken;
  }
  const auto removed = remove_stale_trees(*location);
  if (!removed) {
    complain(removed.error().message);
    return broken;
  }
  for (const std::string& path : *removed) print(fmt::format("removed {}\n", path));
  for (const std::string& path : run_trees(*location))
    print(fmt::format("left {}: its run is alive, or of another pid namespace\n", path));
  if (removed->empty()) print("nothing to clean\n");
  return ok;
}

}  // namespace

const Command clean_command{.name = "clean",
                            .words = "",
                            .summary = "remove cgroups and processes that dead runs left behind",
                            .description =
                                "Recognises its own by the names limitest-TIME-PID-START-NAMESPACE of "
                                "cgroups whose process is gone, kills what is in them and removes them. "
                                "Touches nothing else, nor what is of another pid namespace. Every run does "
                                "the same when it starts.",
                            .options = {},
                            .run = run};

}  // namespace limitest::cli
