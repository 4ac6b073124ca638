// SPDX-License-Identifier: Apache-2.0
// What `limitest prove` found out, and how it says it.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "harness/base/result.h"
#include "harness/result/model.h"

namespace limitest::reports {

// One ablation of one scenario, played.
struct Proof {
  std::string scenario;
  std::string ablation;  // in words
  std::string file;
  int line = 0;
  result::Verdict verdict = result::Verdict::broken;
  std::string reason;  // why it did not pass
};

// Whether the scenario did not pass any more. What our side broke says nothing.
bool noticed(const Proof& proof);

// {"scenario": ..., "ablation": ..., "noticed": true, "file": ..., "line": ..., "verdict": ..., "reason":
// ...}
std::string json_line(const Proof& proof);

// A scenario that could not be ablated: it does not pass as it is, or has nothing to leave out.
struct Unproved {
  std::string scenario;
  std::string reason;
};

// What a guest besides tells its host: how many plays come next, and that there are no more.
struct Planned {
  std::size_t plays = 0;
};
struct Concluded {};

std::string json_line(const Unproved& unproved);
std::string json_line(const Planned& planned);
std::string json_line(const Concluded& concluded);
using ProofLine = std::variant<Proof, Unproved, Planned, Concluded>;
Result<ProofLine> parse_proof_line(const std::string& line);

struct Score {
  std::size_t scenarios = 0;
  std::size_t ablations = 0;
  std::size_t noticed = 0;
  std::vector<const Proof*> broken;  // on our side, in neither of the two
  std::vector<std::string> blind;    // scenarios that noticed none of their own
  std::vector<const Proof*> not_noticed;
};
Score score_of(const std::vector<Proof>& proofs);

// What was not noticed, by scenario, and the score.
std::string render(const Score& score);
std::string render(const std::vector<Unproved>& unproved);

}  // namespace limitest::reports
