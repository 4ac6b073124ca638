// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "reports/comparison.h"

namespace limitest::reports {

using Json = nlohmann::ordered_json;

namespace {

Json to_json(const result::CostChange& change) {
  Json json{{"name", change.name},     {"unit", change.unit},
            {"before", change.before}, {"after", change.after},
            {"ratio", change.ratio},   {"low", change.low},
            {"high", change.high},     {"trend", to_string(change.trend)}};
  if (change.p) json["p"] = *change.p;
  if (!change.remark.empty()) json["remark"] = change.remark;
  Json functions = Json::array();
  for (const auto& one : change.functions)
    functions.push_back({{"function", one.function},
                         {"before", one.before},
                         {"after", one.after},
                         {"difference", one.difference()}});
  if (!functions.empty()) json["functions"] = std::move(functions);
  return json;
}

}  // namespace

std::string render_comparison_json(const result::Comparison& comparison) {
  Json costs = Json::array();
  for (const auto& one : comparison.costs) costs.push_back(to_json(one));
  Json verdicts = Json::array();
  for (const auto& one : comparison.verdicts)
    verdicts.push_back({{"scenario", one.scenario},
                        {"where", one.where},
                        {"before", one.before},
                        {"after", one.after},
                        {"reason", one.reason},
                        {"worse", one.worse},
                        {"lost", one.lost}});
  Json one_sided = Json::array();
  for (const auto& one : comparison.one_sided)
    one_sided.push_back(
        {{"where", one.where}, {"only", one.only_old ? "old" : "new"}, {"judged", one.judged}});
  const Json json{{"old", comparison.old_name},
                  {"new", comparison.new_name},
                  {"notes", comparison.notes},
                  {"threshold", comparison.threshold},
                  {"instructions_threshold", comparison.exact_threshold},
                  {"costs", std::move(costs)},
                  {"verdicts", std::move(verdicts)},
                  {"same_verdicts", comparison.same_verdicts},
                  {"one_sided", std::move(one_sided)},
                  {"judged_in_both", comparison.judged_in_both},
                  {"cut_short", comparison.cut_short},
                  {"lost", comparison.lost()},
                  {"worse", comparison.worse()}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace limitest::reports
