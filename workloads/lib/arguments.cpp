// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/arguments.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

#include "workloads/lib/units.h"
#include "workloads/lib/words.h"

namespace limitest::workload {
namespace {

std::optional<std::int64_t> parse_number(Kind kind, std::string_view text) {
  switch (kind) {
    case Kind::size:
      return parse_size(text);
    case Kind::duration:
      return parse_duration(text);
    case Kind::count:
      return parse_count(text);
    case Kind::word:
    case Kind::control_file:
      break;
  }
  return 0;
}

std::string_view expected(Kind kind) {
  switch (kind) {
    case Kind::size:
      return "a size, as in 4096, 64KiB or 100M (units K, M, G, T)";
    case Kind::duration:
      return "a duration with its unit, as in 20ms or 1s (units us, ms, s, min)";
    case Kind::count:
      return "a whole number, as in 50";
    case Kind::word:
    case Kind::control_file:
      break;
  }
  return "a word";
}

bool is_choice(const Parameter& parameter, std::string_view text, Writer& complaints) {
  if (parameter.choices.empty()) return true;
  bool known = false;
  Nearest nearest(text);
  each_choice(parameter.choices, [&](std::string_view choice) {
    known = known || choice == text;
    nearest.offer(choice);
  });
  if (known) return true;
  complaints.put("--", parameter.name, ": '", text, "' is none of ", parameter.choices);
  if (!nearest.word().empty()) complaints.put("; did you mean '", nearest.word(), "'?");
  return false;
}

void complain_unknown(const Program& program, std::string_view name, Writer& complaints) {
  Nearest nearest(name);
  for (const Parameter& parameter : program.parameters) nearest.offer(parameter.name);
  nearest.offer("status-fd");
  complaints.put(program.name, " has no parameter '", name, "'");
  if (!nearest.word().empty()) {
    complaints.put("; did you mean '", nearest.word(), "'?");
    return;
  }
  complaints.put("; known:");
  for (const Parameter& parameter : program.parameters) complaints.put(" ", parameter.name);
}

}  // namespace

std::optional<Arguments> Arguments::parse(const Program& program, std::span<char* const> words,
                                          Writer& complaints) {
  Arguments arguments(program);
  if (program.parameters.size() > most_parameters) std::abort();
  for (std::size_t i = 0; i < program.parameters.size(); ++i)
    if (!arguments.set_value(i, program.parameters[i].fallback, complaints)) return std::nullopt;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string_view name = words[i];
    if (!name.starts_with("--")) {
      complaints.put("'", name, "' is no parameter: they start with --, see --help ", program.name);
      return std::nullopt;
    }
    name.remove_prefix(2);
    std::string_view text;
    if (const std::size_t equals = name.find('='); equals != std::string_view::npos) {
      text = name;
      text.remove_prefix(equals + 1);
      name.remove_suffix(name.size() - equals);
    } else if (i + 1 < words.size()) {
      text = words[++i];
    } else {
      complaints.put("--", name, " needs a value behind it");
      return std::nullopt;
    }
    if (!arguments.set(name, text, complaints)) return std::nullopt;
  }
  if (!arguments.has_control_files(complaints)) return std::nullopt;
  return arguments;
}

// They have no default: without one nothing could be done.
bool Arguments::has_control_files(Writer& complaints) const {
  for (std::size_t i = 0; i < program_->parameters.size(); ++i) {
    const Parameter& parameter = program_->parameters[i];
    if (parameter.kind != Kind::control_file || !values_[i].text.empty()) continue;
    complaints.put("--", parameter.name, ": a control file must be given");
    return false;
  }
  return true;
}

bool Arguments::set(std::string_view name, std::string_view text, Writer& complaints) {
  if (name == "status-fd") return set_status_fd(text, complaints);
  for (std::size_t i = 0; i < program_->parameters.size(); ++i)
    if (program_->parameters[i].name == name) return set_value(i, text, complaints);
  complain_unknown(*program_, name, complaints);
  return false;
}

bool Arguments::set_status_fd(std::string_view text, Writer& complaints) {
  const auto number = parse_count(text);
  if (!number || *number > std::numeric_limits<int>::max()) {
    complaints.put("--status-fd: '", text, "' is no descriptor's number");
    return false;
  }
  status_fd_ = static_cast<int>(*number);
  return true;
}

bool Arguments::set_value(std::size_t index, std::string_view text, Writer& complaints) {
  const Parameter& parameter = program_->parameters[index];
  if (parameter.kind == Kind::word && !is_choice(parameter, text, complaints)) return false;
  const auto number = parse_number(parameter.kind, text);
  if (!number) {
    complaints.put("--", parameter.name, ": '", text, "' is not ", expected(parameter.kind));
    return false;
  }
  values_[index] = {text, *number};
  return true;
}

const Arguments::Value& Arguments::find(std::string_view name, Kind kind) const {
  for (std::size_t i = 0; i < program_->parameters.size(); ++i)
    if (program_->parameters[i].name == name && program_->parameters[i].kind == kind) return values_[i];
  complain(program_->name, " asks for parameter ", name, ", which its table lacks");
  std::abort();
}

std::uint64_t Arguments::size(std::string_view name) const {
  return static_cast<std::uint64_t>(find(name, Kind::size).number);
}
std::int64_t Arguments::duration(std::string_view name) const {
  return find(name, Kind::duration).number;
}
std::uint64_t Arguments::count(std::string_view name) const {
  return static_cast<std::uint64_t>(find(name, Kind::count).number);
}
std::string_view Arguments::word(std::string_view name) const {
  return find(name, Kind::word).text;
}

// Words come from argv or from a literal, so there is a NUL behind them.
const char* Arguments::path(std::string_view name) const {
  return find(name, Kind::word).text.data();
}
const char* Arguments::control_file(std::string_view name) const {
  return find(name, Kind::control_file).text.data();
}

bool Arguments::has(std::string_view name) const {
  return std::ranges::any_of(program_->parameters,
                             [name](const Parameter& parameter) { return parameter.name == name; });
}

}  // namespace limitest::workload
