// SPDX-License-Identifier: Apache-2.0
#include "harness/result/costs.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace limitest::result {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* instructions_counter = "instructions";
constexpr const char* total_counter = "all_instructions";

double number_at(const Json& json, const std::string& key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_number() ? found->get<double>() : 0;
}

std::string text_at(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

// "time_1", "time_2", ... for as long as there are.
std::vector<double> numbered(const Json& json, const std::string& prefix) {
  std::vector<double> values;
  for (int i = 1; json.contains(fmt::format("{}_{}", prefix, i)); ++i)
    values.push_back(number_at(json, fmt::format("{}_{}", prefix, i)));
  return values;
}

using Functions = std::vector<std::pair<std::string, double>>;

Functions functions_at(const Json& json, const char* key) {
  Functions functions;
  const auto found = json.find(key);
  if (found == json.end() || !found->is_object()) return functions;
  for (const auto& [function, count] : found->items())
    if (count.is_number()) functions.emplace_back(function, count.get<double>());
  return functions;
}

Json functions_as_json(const Functions& functions) {
  Json json = Json::object();
  for (const auto& [function, count] : functions) json[function] = count;
  return json;
}

double in_nanoseconds(double value, const std::string& unit) {
  if (unit == "us") return value * 1e3;
  if (unit == "ms") return value * 1e6;
  if (unit == "s") return value * 1e9;
  return value;
}

Cost cost_in(const Json& json) {
  Cost cost{.name = text_at(json, "run_name"), .unit = text_at(json, "label")};
  if (cost.name.empty()) cost.name = text_at(json, "name");
  if (json.value("error_occurred", false)) {
    cost.trouble = text_at(json, "error_message");
    return cost;
  }
  cost.instructions = json.contains(instructions_counter);
  cost.value = cost.instructions ? number_at(json, instructions_counter)
                                 : in_nanoseconds(number_at(json, "real_time"), text_at(json, "time_unit"));
  cost.total = number_at(json, total_counter);
  if (json.contains("units")) cost.units = number_at(json, "units");
  cost.values = numbered(json, "time");
  if (cost.values.empty()) cost.values.push_back(cost.value);
  if (json.contains("ratio"))
    cost.pair = Pair{.ratio = number_at(json, "ratio"),
                     .low = number_at(json, "ratio_low"),
                     .high = number_at(json, "ratio_high"),
                     .control = number_at(json, "aa_ratio"),
                     .ratios = numbered(json, "ratio")};
  cost.functions = functions_at(json, "functions");
  cost.all_functions = functions_at(json, "all_functions");
  return cost;
}

// A further repetition of a benchmark that is there already.
void add_repetition(Cost& cost, const Cost& more) {
  cost.values.insert(cost.values.end(), more.values.begin(), more.values.end());
  if (cost.pair && more.pair)
    cost.pair->ratios.insert(cost.pair->ratios.end(), more.pair->ratios.begin(), more.pair->ratios.end());
  std::vector<double> sorted = cost.values;
  std::ranges::sort(sorted);
  cost.value = sorted[sorted.size() / 2];
}

Json to_json(const Cost& cost, int index) {
  Json json{{"name", cost.name},
            {"family_index", index},
            {"per_family_instance_index", 0},
            {"run_name", cost.name},
            {"run_type", "iteration"},
            {"repetitions", 1},
            {"repetition_index", 0},
            {"threads", 1},
            {"iterations", 1},
            {"real_time", cost.value},
            {"cpu_time", cost.value},
            {"time_unit", "ns"},
            {"label", cost.unit}};
  if (!cost.trouble.empty()) {
    json["error_occurred"] = true;
    json["error_message"] = cost.trouble;
  }
  json["units"] = cost.units;
  if (cost.instructions) json[instructions_counter] = cost.value;
  if (cost.total > 0) json[total_counter] = cost.total;
  for (std::size_t i = 0; i < cost.values.size(); ++i) json[fmt::format("time_{}", i + 1)] = cost.values[i];
  if (cost.pair) {
    json["ratio"] = cost.pair->ratio;
    json["ratio_low"] = cost.pair->low;
    json["ratio_high"] = cost.pair->high;
    json["aa_ratio"] = cost.pair->control;
    for (std::size_t i = 0; i < cost.pair->ratios.size(); ++i)
      json[fmt::format("ratio_{}", i + 1)] = cost.pair->ratios[i];
  }
  if (!cost.functions.empty()) json["functions"] = functions_as_json(cost.functions);
  if (!cost.all_functions.empty()) json["all_functions"] = functions_as_json(cost.all_functions);
  return json;
}

}  // namespace

std::string Costs::about(std::string_view key) const {
  const auto found =
      std::ranges::find(context, key, [](const auto& pair) { return std::string_view(pair.first); });
  return found == context.end() ? "" : found->second;
}

Result<Costs> parse_costs(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("benchmarks") || !json["benchmarks"].is_array())
    return failure("no benchmark JSON: an object with \"context\" and \"benchmarks\" is wanted");
  Costs costs;
  if (const auto context = json.find("context"); context != json.end() && context->is_object())
    for (const auto& [key, value] : context->items())
      costs.context.emplace_back(key, value.is_string() ? value.get<std::string>() : value.dump());
  for (const Json& one : json["benchmarks"]) {
    if (!one.is_object() || text_at(one, "run_type") == "aggregate") continue;
    Cost cost = cost_in(one);
    const auto known = std::ranges::find(costs.costs, cost.name, &Cost::name);
    if (known == costs.costs.end() || !known->trouble.empty() || !cost.trouble.empty())
      costs.costs.push_back(std::move(cost));
    else
      add_repetition(*known, cost);
  }
  return costs;
}

std::string to_json(const Costs& costs) {
  Json context = Json::object();
  for (const auto& [key, value] : costs.context) context[key] = value;
  Json list = Json::array();
  for (const Cost& cost : costs.costs) list.push_back(to_json(cost, static_cast<int>(list.size())));
  const Json json{{"context", std::move(context)}, {"benchmarks", std::move(list)}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

bool looks_like_costs(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos || text[begin] != '{') return false;
  const std::string_view first_line = text.substr(begin, text.find('\n', begin) - begin);
  return first_line.find("\"event\"") == std::string_view::npos;
}

}  // namespace limitest::result
