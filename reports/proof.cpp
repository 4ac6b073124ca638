// SPDX-License-Identifier: Apache-2.0
#include "reports/proof.h"

#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "reports/words.h"

namespace limitest::reports {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

bool noticed(const Proof& proof) {
  return proof.verdict == result::Verdict::fail;
}

std::string json_line(const Proof& proof) {
  return dump({{"scenario", proof.scenario},
               {"ablation", proof.ablation},
               {"noticed", noticed(proof)},
               {"file", proof.file},
               {"line", proof.line},
               {"verdict", to_string(proof.verdict)},
               {"reason", proof.reason}});
}

std::string json_line(const Unproved& unproved) {
  return dump({{"scenario", unproved.scenario}, {"unproved", unproved.reason}});
}

std::string json_line(const Planned& planned) {
  return dump({{"planned", planned.plays}});
}

std::string json_line(const Concluded& /*concluded*/) {
  return dump({{"concluded", true}});
}

Result<ProofLine> parse_proof_line(const std::string& line) {
  try {
    const Json json = Json::parse(line);
    if (json.contains("planned")) return Planned{json["planned"]};
    if (json.contains("concluded")) return Concluded{};
    if (json.contains("unproved")) return Unproved{json.at("scenario"), json["unproved"]};
    const auto verdict = result::verdict_from_string(json.at("verdict").get<std::string>());
    if (!verdict) return failure("no line of a proof, its verdict is unknown: {}", line);
    return Proof{.scenario = json.at("scenario"),
                 .ablation = json.at("ablation"),
                 .file = json.at("file"),
                 .line = json.at("line"),
                 .verdict = *verdict,
                 .reason = json.at("reason")};
  } catch (const Json::exception& problem) {
    return failure("no line of a proof: {}", problem.what());
  }
}

Score score_of(const std::vector<Proof>& proofs) {
  Score score;
  std::map<std::string, bool> sees;
  for (const Proof& proof : proofs) {
    bool& seen = sees[proof.scenario];
    if (proof.verdict == result::Verdict::broken) {
      score.broken.push_back(&proof);
      continue;
    }
    ++score.ablations;
    seen = seen || noticed(proof);
    if (noticed(proof))
      ++score.noticed;
    else
      score.not_noticed.push_back(&proof);
  }
  score.scenarios = sees.size();
  for (const auto& [scenario, seen] : sees)
    if (!seen) score.blind.push_back(scenario);
  return score;
}

std::string render(const Score& score) {
  std::string text;
  const std::string* last = nullptr;
  for (const Proof* proof : score.not_noticed) {
    if (last == nullptr || *last != proof->scenario)
      text += fmt::format("{} did not notice:\n", proof->scenario);
    last = &proof->scenario;
    text += fmt::format("  {}:{}: {}\n", proof->file, proof->line, proof->ablation);
  }
  for (const std::string& blind : score.blind) text += fmt::format("{} noticed nothing at all\n", blind);
  for (const Proof* proof : score.broken)
    text += fmt::format("{} broke on our side: {}:{}: {}: {}\n", proof->scenario, proof->file, proof->line,
                        proof->ablation, proof->reason);
  const double share = score.ablations == 0
                           ? 0
                           : 100 * static_cast<double>(score.noticed) / static_cast<double>(score.ablations);
  text += fmt::format("{} of {} ablations noticed ({:.1f} %) by {}", score.noticed, score.ablations, share,
                      plural(score.scenarios, "scenario"));
  if (!score.broken.empty()) text += fmt::format("; {} more could not be judged", score.broken.size());
  return text + "\n";
}

std::string render(const std::vector<Unproved>& unproved) {
  std::string text;
  for (const Unproved& one : unproved)
    text += fmt::format("{} cannot be proved: {}\n", one.scenario, one.reason);
  return text;
}

}  // namespace limitest::reports
