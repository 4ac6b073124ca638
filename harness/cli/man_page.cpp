// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/man_page.h"

#include "harness/cli/command.h"

namespace limitest::cli {
namespace {

// A leading dot or quote would be a macro, a backslash an escape, a hyphen in an option a dash.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
  }
  if (out.starts_with('.') || out.starts_with('\'')) out.insert(0, "\\&");
  return out;
}

std::string section(const Command& command) {
  std::string out =
      fmt::format(".SS {} {}\n{}\n", command.name, escaped(command.words), escaped(command.description));
  for (const Option& option : command.options)
    out += fmt::format(".TP\n.B {} {}\n{}\n", escaped(option.names), escaped(option.value),
                       escaped(option.help));
  return out;
}

}  // namespace

std::string man_page() {
  std::string out = fmt::format(".TH LIMITEST 1 \"\" \"limitest {}\"\n", LIMITEST_VERSION);
  out +=
      ".SH NAME\nlimitest \\- prove that a kernel keeps the memory limits it promises\n"
      ".SH SYNOPSIS\n.B limitest\n.I COMMAND\n[\\fIOPTION\\fR]... [\\fIOPERAND\\fR]...\n"
      ".SH DESCRIPTION\nPlays scenario files against freshly made memory cgroups and says what the kernel "
      "did: killed at the limit, refused a shrink with EBUSY, paused a task while the OOM killer was off, "
      "let it go on when the limit rose.\n.SH COMMANDS\n";
  for (const Command& command : commands())
    if (!command.hidden) out += section(command);
  out +=
      ".SH EXIT STATUS\n0 all passed, 1 something failed, 2 bad usage or scenario file, 3 broken on our "
      "side, 4 nothing ran or too much was skipped, 130 interrupted.\n"
      ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nnot empty: no colour\n.TP\n.B CLICOLOR_FORCE\nnot empty: colour "
      "also without a terminal\n";
  return out;
}

std::string command_list() {
  std::string out = "| command | what it does |\n|---|---|\n";
  for (const Command& command : commands())
    if (!command.hidden) out += fmt::format("| `limitest {}` | {} |\n", command.name, command.summary);
  return out;
}

}  // namespace limitest::cli
