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
  const cgroup::StaleTrees stale = remove_stale_trees(*location);
  for (const std::string& path : stale.removed) print(fmt::format("removed {}\n", path));
  for (const std::string& path : run_trees(*location)) {
    const auto owner = cgroup::owner_of(path.substr(path.rfind('/') + 1));
    if (owner && is_alive(*owner))
      print(fmt::format("left {}: its run is alive, or of another pid namespace\n", path));
  }
  for (const std::string& trouble : stale.troubles) complain(trouble);
  if (!stale.troubles.empty()) return broken;
  if (stale.removed.empty()) print("nothing to clean\n");
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
