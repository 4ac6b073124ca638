// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/schema_values.h"

#include <fmt/format.h>

#include "harness/base/errno_name.h"
#include "harness/scenario/config_options.h"
#include "harness/scenario/signals.h"

namespace limitest::scenario {
namespace {

constexpr std::string_view name = "[A-Za-z][A-Za-z0-9_-]{0,63}";
constexpr std::string_view cgroup_word = "[A-Za-z][A-Za-z0-9_-]*";
constexpr std::string_view size = "[0-9]+(\\.[0-9]+)?([KkMmGgTt]([Ii][Bb])?|[PpEeBb])?";
constexpr std::string_view duration = "[0-9]+(\\.[0-9]+)?(ns|us|ms|s|min|h)";
constexpr std::string_view rule = "((>=|<=|>|<) *[0-9]+\\.[0-9]+(\\.[0-9]+)? *)+";
constexpr std::string_view version = "[0-9]+\\.[0-9]+(\\.[0-9]+)?";

// Wherever text is checked, ${parameter} may stand for what is checked later.
std::string pattern(std::string_view of) {
  return fmt::format("^(?:{}|[\\s\\S]*\\$\\{{[\\s\\S]*)$", of);
}

Json text_matching(std::string_view of) {
  return {{"type", "string"}, {"pattern", pattern(of)}};
}

Json number_or_text(std::string_view of) {
  return {{"type", {"string", "integer"}}, {"pattern", pattern(of)}, {"minimum", 0}};
}

Json one_or_list(const Json& one) {
  const Json list{{"type", "array"}, {"minItems", 1}, {"items", one}};
  return {{"anyOf", Json::array({one, list})}};
}

Json schema_of_errnos() {
  std::vector<std::string> names = errno_names();
  names.emplace_back("EWOULDBLOCK");
  return one_or_list(one_of_words(names));
}

Json schema_of_config() {
  std::vector<std::string> options;
  for (const ConfigOption& option : config_options()) {
    options.emplace_back(option.word);
    options.push_back(fmt::format("!{}", option.word));
  }
  return one_or_list(one_of_words(options));
}

Json schema_of_signal() {
  std::vector<std::string> names = signal_names();
  const std::size_t count = names.size();
  for (std::size_t i = 0; i < count; ++i) names.push_back(names[i].substr(3));
  return one_of_words(names);
}

Json schema_of_matrix() {
  const Json values{{"type", "array"}, {"minItems", 1}, {"items", any_scalar()}};
  const Json by_parameter{{"type", "object"},
                          {"minProperties", 1},
                          {"patternProperties", {{fmt::format("^{}$", name), values}}},
                          {"additionalProperties", false}};
  const Json one_case{{"type", "object"},
                      {"minProperties", 1},
                      {"patternProperties", {{fmt::format("^{}$", name), any_scalar()}}},
                      {"additionalProperties", false}};
  const Json cases{{"type", "array"}, {"minItems", 1}, {"items", one_case}};
  return {{"anyOf", Json::array({by_parameter, cases})}};
}

Json schema_of_writes() {
  const std::string file = pattern(fmt::format("{}(/[^/]+)?", cgroup_word));  // or the name of an open one
  return {{"type", "object"},
          {"minProperties", 1},
          {"patternProperties", {{file, any_scalar()}}},
          {"additionalProperties", false}};
}

Json real_files() {
  std::vector<std::string> files;
  for (const cgroup::ControlFile& file : cgroup::control_files()) files.emplace_back(file.name);
  return one_or_list(one_of_words(files));
}

Json reference_to(std::string_view definition) {
  return {{"$ref", fmt::format("#/definitions/{}", definition)}};
}

}  // namespace

Json any_scalar() {
  return {{"type", {"string", "number", "boolean"}}};
}

Json one_of_words(const std::vector<std::string>& words) {
  const Json listed{{"enum", words}};
  const Json from_matrix{{"type", "string"}, {"pattern", "\\$\\{"}};
  return {{"anyOf", Json::array({listed, from_matrix})}};
}

Json setting_schema(std::string_view meaning) {
  Json schema = any_scalar();
  schema["description"] = meaning;
  return schema;
}

std::string name_pattern() {
  return pattern(name);
}

Json schema_of(ValueKind kind) {
  switch (kind) {
    case ValueKind::text:
    case ValueKind::arguments:
    case ValueKind::formula:
      return any_scalar();
    case ValueKind::new_name:
    case ValueKind::cgroup:
    case ValueKind::process:
    case ValueKind::listener:
    case ValueKind::workload:
      return text_matching(name);
    case ValueKind::command:
      return one_or_list(any_scalar());
    case ValueKind::condition:
      return one_or_list({{"type", "string"}, {"minLength", 1}});
    case ValueKind::duration:
      return text_matching(duration);
    case ValueKind::size:
      return number_or_text(size);
    case ValueKind::count:
    case ValueKind::user:
      return number_or_text("[0-9]+");
    case ValueKind::control_path:
      return text_matching(fmt::format("{}/[^/]+", cgroup_word));
    case ValueKind::errnos:
      return schema_of_errnos();
    case ValueKind::signal:
      return schema_of_signal();
    case ValueKind::order:
      return one_of_words({"release", "again", "finish"});
    case ValueKind::attach_file:
      return one_of_words({"cgroup.procs", "tasks", "cgroup.threads"});
    case ValueKind::hierarchy:
      return one_of_words({"v1", "v2"});
    case ValueKind::behaviours:
      return one_or_list(text_matching("[a-z0-9._-]+/[a-z0-9._-]+"));
    case ValueKind::swap:
      return one_of_words({"none", "some"});
    case ValueKind::yes_no:
      return one_of_words({"yes", "no"});
    case ValueKind::kernel_rule:
      return text_matching(rule);
    case ValueKind::kernel_rules:
      return one_or_list(text_matching(rule));
    case ValueKind::kernel_version:
      return {{"anyOf", Json::array({text_matching(version), {{"type", "number"}}})}};
    case ValueKind::config:
      return schema_of_config();
    case ValueKind::share:
      return text_matching("[0-9]+(\\.[0-9]+)?%");
    case ValueKind::repeat:
      return reference_to("repeat");
    case ValueKind::known:
      return {{"type", "array"}, {"minItems", 1}, {"items", reference_to("known")}};
    case ValueKind::programs:
      return one_or_list({{"type", "string"}, {"pattern", "^[^ ]+$"}});
    case ValueKind::control_files:
      return real_files();
    case ValueKind::parameters:
      return {{"type", "object"}, {"additionalProperties", any_scalar()}};
    case ValueKind::writes:
      return schema_of_writes();
    case ValueKind::matrix:
      return schema_of_matrix();
    case ValueKind::needs:
      return reference_to("needs");
    case ValueKind::groups:
      return reference_to("cgroups");
    case ValueKind::steps:
      return {{"type", "array"}, {"minItems", 1}, {"items", reference_to("step")}};
  }
  return {};
}

}  // namespace limitest::scenario
