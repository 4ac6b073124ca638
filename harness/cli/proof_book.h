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

  // So many plays are to come, the earlier ones have ended.
  void plan(reports::Planned planned);
  // One has ended of which nothing is to be written down.
  void tick();
  void add(reports::Proof proof);
  void add(reports::Unproved unproved);

  // `whole`: all was played that could be; false: interrupted; an error: our side broke on the way. Says what
  // was found where it is whole. Returns the exit status.
  int conclude(const Result<bool>& whole);

 private:
  // What was found so far.
  [[nodiscard]] std::string text();

  Outputs outputs_;
  LiveLine live_;
  reports::Progress progress_;
  std::vector<reports::Proof> proofs_;
  std::vector<reports::Unproved> unproved_;
};

}  // namespace limitest::cli
