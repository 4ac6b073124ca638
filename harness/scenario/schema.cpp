// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/schema.h"

#include <fmt/format.h>

#include "harness/scenario/applicability.h"
#include "harness/scenario/draft.h"
#include "harness/scenario/fields.h"
#include "harness/scenario/known.h"
#include "harness/scenario/read.h"
#include "harness/scenario/schema_values.h"
#include "harness/scenario/steps/step_kind.h"
#include "harness/scenario/write_rules.h"

namespace limitest::scenario {
namespace {

// A mapping whose keys are those of a table, and no others.
Json mapping_schema(std::span<const Key> keys, std::string_view description) {
  Json properties = Json::object();
  Json must = Json::array();
  for (const Key& key : keys) {
    Json property{{"description", key.help}};
    property.update(schema_of(key.kind));
    // Beside a $ref draft-07 ignores all else.
    if (property.contains("$ref"))
      property = {{"allOf", Json::array({schema_of(key.kind)})}, {"description", key.help}};
    properties[std::string(key.name)] = property;
    if (key.is_required) must.push_back(key.name);
  }
  Json schema{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
  if (!description.empty()) schema["description"] = description;
  if (!must.empty()) schema["required"] = must;
  return schema;
}

Json settings_schema() {
  Json properties = Json::object();
  for (const cgroup::NeutralName& same : cgroup::neutral_names())
    for (const auto hierarchy : {cgroup::Hierarchy::v1, cgroup::Hierarchy::v2}) {
      const auto found = cgroup::resolve(same.name, "", hierarchy);
      if (found && found->field.empty() && is_setting(*found->file))
        properties[std::string(same.name)] = setting_schema(same.meaning);
    }
  for (const cgroup::ControlFile& file : cgroup::control_files())
    if (is_setting(file)) properties[std::string(file.name)] = setting_schema(file.meaning);
  properties["owner"] = schema_of(ValueKind::user);
  properties["cgroups"] = {{"$ref", "#/definitions/cgroups"}};
  return {{"type", {"object", "null"}},
          {"properties", properties},
          {"patternProperties", {{"\\$\\{", any_scalar()}}},
          {"additionalProperties", false}};
}

Json cgroups_schema() {
  return {{"type", "object"},
          {"patternProperties", {{name_pattern(), {{"$ref", "#/definitions/settings"}}}}},
          {"additionalProperties", false}};
}

Json parameter_schema(const WorkloadParameter& parameter) {
  Json schema;
  switch (parameter.type) {
    case ParameterType::size:
      schema = schema_of(ValueKind::size);
      break;
    case ParameterType::duration:
      schema = {{"anyOf", Json::array({schema_of(ValueKind::duration), {{"enum", Json::array({0, "0"})}}})}};
      break;
    case ParameterType::count:
      schema = schema_of(ValueKind::count);
      break;
    case ParameterType::word:
      schema = parameter.choices.empty() ? any_scalar() : one_of_words(parameter.choices);
      break;
    case ParameterType::control_file:
      schema = any_scalar();
      break;
  }
  schema["description"] = fmt::format("{} (default {})", parameter.help, parameter.fallback);
  return schema;
}

// if `start` is this workload, `with` takes its parameters.
Json workload_rule(const WorkloadInfo& workload) {
  Json parameters = Json::object();
  for (const WorkloadParameter& parameter : workload.parameters)
    parameters[parameter.name] = parameter_schema(parameter);
  const Json with{{"properties", parameters},
                  {"patternProperties", {{"\\$\\{", any_scalar()}}},
                  {"additionalProperties", false}};
  return {{"if", {{"properties", {{"start", {{"const", workload.name}}}}}}},
          {"then", {{"properties", {{"with", with}}}}}};
}

void know_workloads(Json& start, const Catalogue& catalogue) {
  if (catalogue.workloads.empty()) return;
  Json& workload = start["properties"]["start"];
  const Json description = workload["description"];
  workload = one_of_words(catalogue.names());
  workload["description"] = description;
  for (const WorkloadInfo& one : catalogue.workloads) start["allOf"].push_back(workload_rule(one));
}

Json step_schema(const Catalogue& catalogue) {
  Json kinds = Json::array();
  for (const StepKind* kind : step_kinds()) {
    std::vector<Key> keys(kind->keys.begin(), kind->keys.end());
    keys.insert(keys.end(), applicability_keys().begin(), applicability_keys().end());
    Json schema = mapping_schema(keys, kind->summary);
    if (kind->word == "start") know_workloads(schema, catalogue);
    if (kind->word == "listen") schema["anyOf"] = {{{"required", {"as"}}}, {{"required", {"fails"}}}};
    kinds.push_back(schema);
  }
  return {{"oneOf", kinds}};
}

}  // namespace

std::string json_schema(const Catalogue& catalogue) {
  Json schema{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", "limitest scenario"}};
  schema.update(mapping_schema(scenario_keys(), "one claim about the kernel's memory limits"));
  schema["definitions"] = {{"needs", mapping_schema(need_keys(), "")},
                           {"known", mapping_schema(known_keys(), "")},
                           {"repeat", mapping_schema(repeat_keys(), "")},
                           {"cgroups", cgroups_schema()},
                           {"settings", settings_schema()},
                           {"step", step_schema(catalogue)}};
  return schema.dump(2) + "\n";
}

}  // namespace limitest::scenario
