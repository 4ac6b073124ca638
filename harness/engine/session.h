// SPDX-License-Identifier: Apache-2.0
// What a run holds on this machine while it lasts: its cgroup tree, the guardian that would remove
// it, and what was measured once for all scenarios.
#pragma once

#include <memory>

#include "harness/cgroup/run_tree.h"
#include "harness/engine/guardian.h"
#include "harness/engine/machine.h"
#include "harness/engine/plan.h"

namespace limitest::engine {

struct Programs {
  std::string limitest;
  std::string workload;
};

// `limitest` and `limitest-workload` in the directory of the running program.
Result<Programs> find_programs();

class Session {
 public:
  // Removes what dead runs left, makes the run's own tree and starts the guardian.
  static Result<Session> open(const Machine& machine, const Programs& programs);
  Session(Session&&) = default;
  Session& operator=(Session&&) = delete;
  // Kills what is left in the tree, removes it, dismisses the guardian; in this order. A tree that resists is
  // left to the guardian.
  ~Session();

  [[nodiscard]] const cgroup::Group& tree() const { return *tree_; }
  // Looks into a scratch group: the only sure way to know what this kernel offers.
  [[nodiscard]] Probes probes() const;
  // The slack model, completed by a measured empty workload.
  [[nodiscard]] Result<SlackModel> measure_slack(const Machine& machine, const Programs& programs) const;

 private:
  Session(std::unique_ptr<Guardian> guardian, std::unique_ptr<cgroup::Group> tree,
          std::shared_ptr<cgroup::Group> scratch)
      : guardian_(std::move(guardian)), tree_(std::move(tree)), scratch_(std::move(scratch)) {}

  std::unique_ptr<Guardian> guardian_;
  std::unique_ptr<cgroup::Group> tree_;
  std::shared_ptr<cgroup::Group> scratch_;
};

}  // namespace limitest::engine
