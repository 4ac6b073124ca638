// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/session.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <map>

#include <unistd.h>

#include "harness/base/clock.h"
#include "harness/engine/calibrate.h"
#include "harness/engine/launch.h"
#include "harness/engine/protection.h"

namespace limitest::engine {
namespace {

constexpr Nanoseconds removal_budget = std::chrono::seconds(20);

// A kernel may have a file and refuse all that is done with it: memory.pressure where PSI is built in but off
// (up to 6.0), and with PREEMPT_RT what takes locks that may not sleep there (mm/memcontrol.c).
bool can_be_used(const cgroup::Group& group, const std::string& file) {
  if (!group.has(file)) return false;
  if (file == "cgroup.event_control" || file == "memory.soft_limit_in_bytes")
    return !read_file("/sys/kernel/realtime").value_or("0").starts_with('1');
  const auto text = group.read(file);
  return text || text.error().code != EOPNOTSUPP;
}

}  // namespace

Result<Programs> find_programs() {
  std::error_code problem;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", problem);
  if (problem) return failure("cannot tell where this program is: {}", problem.message());
  // By name, not ourselves: the guardian is `limitest`, whichever program asks for it.
  Programs programs{self.parent_path() / "limitest", self.parent_path() / "limitest-workload"};
  for (const std::string& program : {programs.limitest, programs.workload})
    if (::access(program.c_str(), X_OK) != 0)
      return failure("{} is not there; limitest and limitest-workload must lie in one directory", program);
  return programs;
}

Result<Session> Session::open(const Machine& machine, const Programs& programs) {
  LIMITEST_ASSERT(machine.location);
  // A machine out of memory must not lose the one who tells of it.
  (void)protect_from_oom_killer();
  (void)remove_stale_trees(*machine.location);
  auto tree = std::make_unique<cgroup::Group>(LIMITEST_TRY(
      make_run_tree(*machine.location, cgroup::tree_name(utc_now_compact(), cgroup::this_process()))));
  auto guardian = Guardian::start(programs.limitest, *tree);
  if (!guardian) {
    (void)tree->remove();
    return std::unexpected(guardian.error());
  }
  auto scratch = make_group(*tree, "scratch");
  if (!scratch) {
    (void)tree->remove();
    return failure("cannot make a cgroup in {}: {}", tree->path(), scratch.error().described());
  }
  return Session(std::make_unique<Guardian>(std::move(*guardian)), std::move(tree),
                 std::make_shared<cgroup::Group>(std::move(*scratch)));
}

Session::~Session() {
  if (tree_ && !empty_and_remove(*tree_, removal_budget)) guardian_->take_over();
}

Probes Session::probes() const {
  auto known = std::make_shared<std::map<std::string, bool>>();
  return {.has_control_file =
              [scratch = scratch_, known](const std::string& file) {
                const auto [at, is_new] = known->try_emplace(file, false);
                if (is_new) at->second = can_be_used(*scratch, file);
                return at->second;
              },
          .has_program = [](const std::string& program) { return !find_program(program).empty(); }};
}

Result<SlackModel> Session::measure_slack(const Machine& machine, const Programs& programs) const {
  SlackModel model = slack_of(machine);
  model.empty_workload = LIMITEST_TRY(measure_empty_workload(*tree_, programs.workload, model));
  return model;
}

}  // namespace limitest::engine
