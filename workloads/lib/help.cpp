// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/help.h"

namespace limitest::workload {
namespace {

constexpr std::size_t name_columns = 14;

void put_row(Writer& out, std::string_view name, std::string_view text) {
  out.put("  ", name);
  out.pad(name.size() < name_columns ? name_columns - name.size() : 1);
  out.put(text, "\n");
}

void put_parameter(Writer& out, const Parameter& parameter) {
  out.put("  --", parameter.name, " ");
  out.put(parameter.choices.empty() ? name_of(parameter.kind) : parameter.choices, "\n      ");
  out.put(parameter.help);
  if (parameter.kind == Kind::control_file) out.put(" [required]");
  if (!parameter.fallback.empty()) out.put(" [", parameter.fallback, "]");
  out.put("\n");
}

}  // namespace

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::size:
      return "size";
    case Kind::duration:
      return "duration";
    case Kind::count:
      return "count";
    case Kind::word:
      return "word";
    case Kind::control_file:
      return "control file";
  }
  return "";
}

std::string_view name_of(Command command) {
  switch (command) {
    case Command::none:
      return "none";
    case Command::release:
      return "release";
    case Command::again:
      return "again";
    case Command::finish:
      return "finish";
  }
  return "";
}

const Program* find_program(Programs programs, std::string_view name) {
  for (const Program* program : programs)
    if (program->name == name) return program;
  return nullptr;
}

void put_list(Writer& out, Programs programs) {
  for (const Program* program : programs) put_row(out, program->name, program->summary);
}

void put_overview(Writer& out, Programs programs) {
  out.put(
      "limitest-workload: programs that use memory in one particular way each\n\n"
      "  limitest-workload NAME [--PARAMETER VALUE]... [--status-fd N]\n"
      "  limitest-workload --help NAME    the parameters of a workload\n"
      "  limitest-workload --list         the workloads, one a line\n"
      "  limitest-workload --describe     all of it as JSON\n"
      "  limitest-workload --version\n\n"
      "Workloads:\n");
  put_list(out, programs);
  out.put(
      "\nExit status: 0 done, 64 wrong usage, 70 the workload could not do its work,\n80 its memory did not "
      "hold what was written to it.\n");
}

void put_help(Writer& out, const Program& program) {
  out.put(program.name, ": ", program.summary, "\n\n");
  for (const Parameter& parameter : program.parameters) put_parameter(out, parameter);
  out.put(
      "  --status-fd descriptor\n"
      "      report through the status page behind it, print nothing, die with the parent\n"
      "\nCommands it obeys:");
  for (const Command command : program.obeys) out.put(" ", name_of(command));
  out.put("\n");
}

}  // namespace limitest::workload
