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

struct Definition {
  std::string_view term;
  std::string_view text;
};

constexpr Definition variables[] = {
    {"NO_COLOR", "not empty: no colour"},
    {"CLICOLOR_FORCE", "not empty: colour also without a terminal"},
    {"TERM", "dumb: neither colour nor a live line"},
    {"TMPDIR", "where workloads put their files (default: the current directory); a disk, for page cache"},
    {"PATH", "where programs of scenarios and QEMU are looked for"},
    {"XDG_CACHE_HOME", "in limitest/ there: whether KVM works (default: ~/.cache)"},
};

constexpr Definition files[] = {
    {"limitest-workload", "beside limitest: what scenarios start; needed to play"},
    {"limitest-bench", "beside limitest: needed by `limitest bench` on this machine"},
    {"../lib/modules/RELEASE", "seen from a boot/vmlinuz-RELEASE given as IMAGE: its modules"},
    {"config", "beside an IMAGE that is no package: how it was configured, if it does not tell itself"},
};

constexpr Definition examples[] = {
    {"limitest run -o html=report.html", "all that this machine can play, with a page to look at"},
    {"limitest run --repeat 100 limits oom-kill", "what of these is flaky"},
    {"limitest run --kernel linux-image.deb --hierarchy v2", "another kernel, in a guest, without root"},
    {"limitest matrix old.deb new.deb -o html=matrix.html", "what changed between two kernels"},
    {"git bisect run sh -c 'make -j8 || exit 125; limitest run --kernel arch/x86/boot/bzImage NAME; "
     "case $? in 0) ;; 1) exit 1;; *) exit 125;; esac'",
     "which commit broke a claim: whatever is neither kept nor broken is skipped"},
};

std::string definitions(std::string_view title, std::span<const Definition> all) {
  std::string out = fmt::format(".SH {}\n", title);
  for (const Definition& one : all)
    out += fmt::format(".TP\n.B {}\n{}\n", escaped(one.term), escaped(one.text));
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
      ".SH EXIT STATUS\nOf \\fBrun\\fR, \\fBmatrix\\fR and \\fBreport\\fR: 0 all passed, 1 something failed, "
      "2 bad "
      "usage or scenario file, 3 broken on our side or cut short, 4 nothing was verified or too much was "
      "skipped, 130 interrupted. 2 and 3 mean the same of every command; where 1 or 4 means something else, "
      "the command says so.\n";
  out +=
      definitions("ENVIRONMENT", variables) + definitions("FILES", files) + definitions("EXAMPLES", examples);
  out +=
      ".SH SEE ALSO\n.BR cgroups (7),\n.BR cgroup_namespaces (7),\n.BR capabilities (7),\n"
      "Documentation/admin\\-guide/cgroup\\-v2.rst and cgroup\\-v1/memory.rst of the kernel\n";
  return out;
}

std::string command_list() {
  std::string out = "| command | what it does |\n|---|---|\n";
  for (const Command& command : commands())
    if (!command.hidden) out += fmt::format("| `limitest {}` | {} |\n", command.name, command.summary);
  return out;
}

}  // namespace limitest::cli
