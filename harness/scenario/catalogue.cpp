// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/catalogue.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace limitest::scenario {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 5> type_names{"size", "duration", "count", "word", "control file"};

// Every member is optional to the reader; a missing one is simply empty.
std::string text_of(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<std::string> texts_of(const json& object, const char* key) {
  std::vector<std::string> texts;
  if (const auto found = object.find(key); found != object.end() && found->is_array())
    for (const json& item : *found)
      if (item.is_string()) texts.push_back(item.get<std::string>());
  return texts;
}

Result<WorkloadParameter> parameter_of(const json& object) {
  if (!object.is_object()) return failure("a parameter in the workload catalogue is no object");
  const std::string type = text_of(object, "type");
  const auto* known = std::ranges::find(type_names, type);
  if (known == type_names.end())
    return failure("the workload catalogue has a parameter '{}' of unknown type '{}'",
                   text_of(object, "name"), type);
  return WorkloadParameter{.name = text_of(object, "name"),
                           .type = static_cast<ParameterType>(known - type_names.begin()),
                           .fallback = text_of(object, "default"),
                           .choices = texts_of(object, "choices"),
                           .manner = object.value("manner", false),
                           .help = text_of(object, "help")};
}

Result<WorkloadInfo> workload_of(const json& object) {
  if (!object.is_object() || text_of(object, "name").empty())
    return failure("the workload catalogue has an entry without a name");
  WorkloadInfo info{.name = text_of(object, "name"),
                    .summary = text_of(object, "summary"),
                    .commands = texts_of(object, "commands")};
  if (const auto parameters = object.find("parameters"); parameters != object.end() && parameters->is_array())
    for (const json& parameter : *parameters)
      info.parameters.push_back(LIMITEST_TRY(parameter_of(parameter)));
  return info;
}

}  // namespace

std::string_view name_of(ParameterType type) {
  return type_names[static_cast<unsigned>(type)];
}

const WorkloadInfo* Catalogue::find(std::string_view name) const {
  const auto found = std::ranges::find(workloads, name, &WorkloadInfo::name);
  return found == workloads.end() ? nullptr : &*found;
}

const Behaviour* Catalogue::behaviour(std::string_view slug) const {
  const auto found = std::ranges::find(behaviours, slug, &Behaviour::slug);
  return found == behaviours.end() ? nullptr : &*found;
}

std::vector<std::string> Catalogue::names() const {
  std::vector<std::string> all;
  for (const WorkloadInfo& info : workloads) all.push_back(info.name);
  return all;
}

Result<Catalogue> parse_catalogue(std::string_view text) {
  const json whole = json::parse(text, nullptr, /*allow_exceptions=*/false);
  const json* list = &whole;
  if (whole.is_object())
    if (const auto member = whole.find("workloads"); member != whole.end()) list = &*member;
  if (!list->is_array()) return failure("the workload catalogue is no list of workloads");
  Catalogue catalogue;
  for (const json& object : *list) catalogue.workloads.push_back(LIMITEST_TRY(workload_of(object)));
  return catalogue;
}

}  // namespace limitest::scenario
