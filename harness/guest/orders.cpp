// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/orders.h"

#include <nlohmann/json.hpp>

namespace limitest::guest {
namespace {

using Json = nlohmann::json;

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<cgroup::Hierarchy> hierarchy_from(const std::string& word) {
  for (const auto one : {cgroup::Hierarchy::v1, cgroup::Hierarchy::v2})
    if (word == to_string(one)) return one;
  return std::nullopt;
}

}  // namespace

std::string to_json(const Orders& orders) {
  Json programs = Json::array();
  for (const Program& program : orders.programs)
    programs.push_back(
        {{"arguments", program.arguments}, {"swap", program.swap}, {"channel", program.channel}});
  return dump({{"hierarchy", orders.hierarchy ? to_string(*orders.hierarchy) : "any"},
               {"swap", orders.swap.count},
               {"disk", orders.disk.count},
               {"modules", orders.modules},
               {"programs", std::move(programs)}});
}

Result<Orders> parse_orders(const std::string& text) {
  try {
    const Json json = Json::parse(text);
    Orders orders{.hierarchy = hierarchy_from(json.at("hierarchy")),
                  .swap = {json.at("swap")},
                  .disk = {json.at("disk")},
                  .modules = json.at("modules")};
    for (const Json& program : json.at("programs"))
      orders.programs.push_back({.arguments = program.at("arguments"),
                                 .swap = program.at("swap"),
                                 .channel = program.at("channel")});
    return orders;
  } catch (const Json::exception& problem) {
    return failure("no orders for a guest: {}", problem.what());
  }
}

std::string to_json(const Hello& hello) {
  return dump({{"release", hello.release},
               {"uptime_ns", hello.uptime.count()},
               {"hierarchy", hello.hierarchy},
               {"swap", hello.swap.count},
               {"disk", hello.disk},
               {"notes", hello.notes}});
}

Result<Hello> parse_hello(const std::string& text) {
  try {
    const Json json = Json::parse(text);
    return Hello{.release = json.at("release"),
                 .uptime = Nanoseconds(json.at("uptime_ns").get<std::int64_t>()),
                 .hierarchy = json.at("hierarchy"),
                 .swap = {json.at("swap")},
                 .disk = json.at("disk"),
                 .notes = json.at("notes")};
  } catch (const Json::exception& problem) {
    return failure("no greeting of a guest: {}", problem.what());
  }
}

}  // namespace limitest::guest
