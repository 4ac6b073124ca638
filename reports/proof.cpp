// SPDX-License-Identifier: Apache-2.0
#include "reports/proof.h"

#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace limitest::reports {

bool noticed(const Proof& proof) {
  return proof.verdict == result::Verdict::fail;
}

std::string json_line(const Proof& proof) {
  using Json = nlohmann::ordered_json;
  return Json{{"scenario", proof.scenario}, {"ablation", proof.ablation},
              {"noticed", noticed(proof)},  {"file", proof.file},
              {"line", proof.line},         {"verdict", to_string(proof.verdict)},
              {"reason", proof.reason}}
             .dump(-1, ' ', false, Json::error_handler_t::replace) +
         "\n";
}

Score score_of(const std::vector<Proof>& proofs) {
  Score score;
  std::map<std::string, bool> sees;
  for (const Proof& proof : proofs) {
    bool& seen = sees[proof.scenario];
    if (proof.verdict == result::Verdict::broken) {
      ++score.broken;
      continue;
    }
    ++score.ablations;
    seen = seen || noticed(proof);
    if (noticed(proof))
      ++score.noticed;
    else
      score.not_noticed.push_back(&proof);
  }
  for (const auto& [scenario, seen] : sees)
    if (!seen) score.blind.push_back(scenario);
  return score;
}

std::string render(const Score& score, std::size_t scenarios) {
  std::string text;
  const std::string* last = nullptr;
  for (const Proof* proof : score.not_noticed) {
    if (last == nullptr || *last != proof->scenario)
      text += fmt::format("{} did not notice:\n", proof->scenario);
    last = &proof->scenario;
    text += fmt::format("  {}:{}: {}\n", proof->file, proof->line, proof->ablation);
  }
  for (const std::string& blind : score.blind) text += fmt::format("{} noticed nothing at all\n", blind);
  const double share = score.ablations == 0
                           ? 0
                           : 100 * static_cast<double>(score.noticed) / static_cast<double>(score.ablations);
  text += fmt::format("{} of {} ablations noticed ({:.1f} %) by {} scenarios", score.noticed, score.ablations,
                      share, scenarios);
  if (score.broken > 0) text += fmt::format("; {} broke on our side", score.broken);
  return text + "\n";
}

}  // namespace limitest::reports
