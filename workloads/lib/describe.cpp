// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/help.h"
#include "workloads/lib/words.h"

namespace limitest::workload {
namespace {

// The table's strings are plain ASCII (a test sees to it), so two characters need an escape.
void put_string(Writer& out, std::string_view text) {
  out.put("\"");
  for (const char& c : text) {
    if (c == '"' || c == '\\') out.put("\\");
    out.put(std::string_view(&c, 1));
  }
  out.put("\"");
}

void put_member(Writer& out, std::string_view name, std::string_view value) {
  put_string(out, name);
  out.put(": ");
  put_string(out, value);
}

void put_parameter(Writer& out, const Parameter& parameter) {
  out.put("      {");
  put_member(out, "name", parameter.name);
  out.put(", ");
  put_member(out, "type", name_of(parameter.kind));
  out.put(", ");
  put_member(out, "default", parameter.fallback);
  out.put(", \"choices\": [");
  std::string_view between;
  each_choice(parameter.choices, [&](std::string_view choice) {
    out.put(between);
    put_string(out, choice);
    between = ", ";
  });
  out.put("],\n       \"manner\": ");
  out.put(parameter.manner ? "true, " : "false, ");
  put_member(out, "help", parameter.help);
  out.put("}");
}

void put_program(Writer& out, const Program& program) {
  out.put("  {");
  put_member(out, "name", program.name);
  out.put(",\n   ");
  put_member(out, "summary", program.summary);
  out.put(",\n   \"parameters\": [");
  std::string_view between = "\n";
  for (const Parameter& parameter : program.parameters) {
    out.put(between);
    put_parameter(out, parameter);
    between = ",\n";
  }
  out.put("],\n   \"commands\": [");
  between = "";
  for (const Command command : program.obeys) {
    out.put(between);
    put_string(out, name_of(command));
    between = ", ";
  }
  out.put("]}");
}

}  // namespace

void put_description(Writer& out, Programs programs) {
  std::string_view between = "[\n";
  for (const Program* program : programs) {
    out.put(between);
    put_program(out, *program);
    between = ",\n";
  }
  out.put("\n]\n");
}

}  // namespace limitest::workload
