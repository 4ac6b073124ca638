// SPDX-License-Identifier: Apache-2.0
// A proof from its first ablation to its last, wherever they are played: what comes of each is written down,
// and summed up at the end.
#pragma once

#include "harness/cli/outputs.h"
#include "harness/cli/terminal.h"
#include "reports/progress.h"
#include "reports/proof.h"

namespace limitest::cli {

class ProofBook {
 public:
  explicit ProofBook(Outputs outputs);

  // So many plays are to come.
  void plan(reports::Planned planned);
  // One has ended of which nothing is to be written down.
  void tick();
  void add(reports::Proof proof);
  void add(reports::Unproved unproved);

  // The words for people. Returns the exit status.
  int conclude();

 private:
  Outputs outputs_;
  LiveLine live_;
  reports::Progress progress_;
  std::vector<reports::Proof> proofs_;
  std::vector<reports::Unproved> unproved_;
};

}  // namespace limitest::cli
