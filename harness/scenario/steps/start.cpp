// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/ranges.h>

#include "harness/base/nearest.h"
#include "harness/scenario/steps/step_kind.h"
#include "harness/scenario/write_rules.h"

namespace limitest::scenario {
namespace {

constexpr std::array keys{
    Key{"start", ValueKind::workload, required, "the workload"},
    Key{"in", ValueKind::cgroup, required, "where it runs from its first instruction on"},
    Key{"as", ValueKind::new_name, optional, "the process's name; by default the workload's"},
    Key{"with", ValueKind::parameters, optional, "the workload's parameters"},
    Key{"cpu", ValueKind::count, optional,
        "the one CPU it runs on, from 0: what it is charged is then known to one charge batch"},
};

std::string why_not_a_count(std::string_view text) {
  unsigned long count = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, count);
  return parsed.ec == std::errc{} && parsed.ptr == end && parsed.ptr != text.data() && count < 1UL << 62U
             ? ""
             : fmt::format("{} is no whole number", quoted(text));
}

// The workload's command line reads whole numbers of the units below the one that was written, too;
// what it might round, we hand over exactly.
Parsed<std::string> for_command_line(const WorkloadParameter& parameter, std::string_view text) {
  const auto wrong = [&](std::string_view why) {
    return fault(0, text.size(), "'{}' takes a {}: {}", parameter.name, name_of(parameter.type), why);
  };
  const bool fractional = text.find('.') != std::string_view::npos;
  if (parameter.type == ParameterType::size) {
    const auto size = parse_bytes(text);
    if (!size) return wrong(size.error().message);
    return fractional ? fmt::format("{}", size->count) : std::string(text);
  }
  if (parameter.type == ParameterType::duration) {
    const auto span = text == "0" ? Result<Nanoseconds>(Nanoseconds(0)) : parse_duration(text);
    if (!span) return wrong(span.error().message);
    return fractional ? fmt::format("{}ns", span->count()) : std::string(text);
  }
  if (parameter.type == ParameterType::count)
    if (const std::string why = why_not_a_count(text); !why.empty()) return wrong(why);
  if (!parameter.choices.empty() && std::ranges::find(parameter.choices, text) == parameter.choices.end())
    return fault(0, text.size(), "{} is no choice of '{}'{}", quoted(text), parameter.name,
                 suggestion(text, parameter.choices));
  return std::string(text);
}

std::vector<std::string> names_of(const std::vector<WorkloadParameter>& parameters) {
  std::vector<std::string> names;
  for (const WorkloadParameter& parameter : parameters) names.push_back(parameter.name);
  return names;
}

void read_file(const WorkloadParameter& parameter, const Node& path, Start& start, Draft& draft) {
  constexpr bool must_fail = false;
  if (auto file = value_or_report(
          writable_target(path.text, must_fail, draft.names, draft.scenario.hierarchy), path, draft.problems))
    start.files.emplace_back(parameter.name, std::move(*file));
}

void read_parameters(const Node& with, const WorkloadInfo& workload, Start& start, Draft& draft) {
  Problems& problems = draft.problems;
  for (const auto& [key, value] : with.entries) {
    const auto parameter = std::ranges::find(workload.parameters, key.text, &WorkloadParameter::name);
    if (parameter == workload.parameters.end())
      refuse(problems, key,
             fmt::format("{} has no parameter {}{}", workload.name, quoted(key.text),
                         suggestion(key.text, names_of(workload.parameters))));
    else if (!value.is_scalar())
      refuse(problems, value,
             fmt::format("'{}' takes a {}, not {}", key.text, name_of(parameter->type), name_of(value.kind)));
    else if (parameter->type == ParameterType::control_file)
      read_file(*parameter, value, start, draft);
    else if (auto text = value_or_report(for_command_line(*parameter, value.text), value, problems))
      start.parameters.emplace_back(key.text, std::move(*text));
  }
}

// A control file has no default: without it nothing could be done.
void require_files(const Node& at, const Node* with, const WorkloadInfo& workload, Problems& problems) {
  for (const WorkloadParameter& parameter : workload.parameters) {
    const auto is_it = [&](const auto& entry) { return entry.first.text == parameter.name; };
    if (parameter.type == ParameterType::control_file &&
        (with == nullptr || std::ranges::none_of(with->entries, is_it)))
      refuse(problems, at,
             fmt::format("{0} needs a control file, as in with: {{{1}: box/limit}}", workload.name,
                         parameter.name));
  }
}

std::optional<int> read_cpu(const Node& node, Problems& problems) {
  constexpr int most = 4096;
  int number = 0;
  const char* end = node.text.data() + node.text.size();
  const auto parsed = std::from_chars(node.text.data(), end, number);
  if (parsed.ec == std::errc{} && parsed.ptr == end && number >= 0 && number < most) return number;
  refuse(problems, node, fmt::format("{} is no number of a CPU; they begin with 0", quoted(node.text)));
  return std::nullopt;
}

void read(const Fields& fields, Draft& draft) {
  const Node* workload = fields.find("start");
  if (workload == nullptr) return;
  const WorkloadInfo* info = draft.catalogue.find(workload->text);
  if (info == nullptr)
    refuse(draft.problems, *workload,
           fmt::format("{} is no workload{}", quoted(workload->text),
                       suggestion(workload->text, draft.catalogue.names())));
  Start start{.workload = workload->text};
  if (draft.require(fields.find("in"), {Role::cgroup}, "cgroup") != nullptr)
    start.cgroup = fields.find("in")->text;
  const Node* as = fields.find("as");
  start.process = as != nullptr ? as->text : workload->text;
  if (info != nullptr || as != nullptr)
    draft.introduce(start.process, as != nullptr ? *as : *workload, {Role::workload, info});
  const Node* with = fields.find("with");
  if (with != nullptr && info != nullptr) read_parameters(*with, *info, start, draft);
  if (info != nullptr) require_files(*workload, with, *info, draft.problems);
  if (const Node* cpu = fields.find("cpu")) start.cpu = read_cpu(*cpu, draft.problems);
  draft.add_step(fields.whole(), std::move(start));
}

std::string sentence(const Start& start) {
  std::vector<std::string> parameters;
  for (const auto& [name, file] : start.files) parameters.push_back(name + " " + path_of(file));
  for (const auto& [name, value] : start.parameters) parameters.push_back(name + " " + value);
  return fmt::format("start {}{} in {}{}{}", start.workload,
                     start.process == start.workload ? "" : " as " + start.process, start.cgroup,
                     start.cpu ? fmt::format(" on CPU {}", *start.cpu) : "",
                     parameters.empty() ? "" : fmt::format(" ({})", fmt::join(parameters, ", ")));
}

}  // namespace

extern const StepKind start_step;
const StepKind start_step{"start",
                          "Starts a built-in workload inside a cgroup.",
                          "- start: grower\n  as: hog\n  in: box\n  with: {step: 1M, every: 20ms}",
                          keys,
                          read,
                          [](const Action& action) { return describe_as<Start>(action, sentence); }};

}  // namespace limitest::scenario
