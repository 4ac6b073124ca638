// SPDX-License-Identifier: Apache-2.0
// limitest-workload NAME [--PARAMETER VALUE]... [--status-fd N]
#include <csignal>
#include <optional>
#include <span>
#include <string_view>

#include <sys/prctl.h>
#include <unistd.h>

#include "workloads/lib/arguments.h"
#include "workloads/lib/help.h"
#include "workloads/lib/pages.h"
#include "workloads/lib/status.h"
#include "workloads/lib/words.h"
#include "workloads/table.h"

namespace limitest::workload {
namespace {

int complain_unknown(std::string_view name) {
  Nearest nearest(name);
  for (const Program* program : programs()) nearest.offer(program->name);
  if (!nearest.word().empty())
    complain("there is no workload '", name, "'; did you mean '", nearest.word(), "'?");
  else
    complain("there is no workload '", name, "'; --list names those there are");
  return exit_usage;
}

// `--help NAME` and `NAME --help` alike.
int help(std::string_view name) {
  const Program* program = find_program(programs(), name);
  if (program == nullptr) return complain_unknown(name);
  Writer out(STDOUT_FILENO);
  put_help(out, *program);
  return 0;
}

int about(std::string_view option, std::span<char* const> rest) {
  if (option == "--help" && !rest.empty()) return help(rest.front());
  Writer out(STDOUT_FILENO);
  if (option == "--help") {
    put_overview(out, programs());
  } else if (option == "--list") {
    put_list(out, programs());
  } else if (option == "--describe") {
    put_description(out, programs());
  } else if (option == "--version") {
    out.put("limitest-workload " LIMITEST_VERSION "\n");
  } else {
    complain("'", option, "' is neither a workload nor one of --help --list --describe --version");
    return exit_usage;
  }
  return 0;
}

// Whoever reads our page is gone then. A parent that died before the call cannot be seen by it.
void die_with_parent() {
  const pid_t parent = ::getppid();
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::raise(SIGKILL);
}

int start(const Program& program, std::span<char* const> words) {
  std::optional<Arguments> arguments;
  {
    Writer complaints(STDERR_FILENO);
    complaints.put("limitest-workload: ");
    arguments = Arguments::parse(program, words, complaints);
    if (arguments)
      complaints.drop();
    else
      complaints.put("\n");
  }
  if (!arguments) return exit_usage;
  if (arguments->status_fd() >= 0) die_with_parent();
  std::optional<Status> status = Status::attach(arguments->status_fd());
  if (!status) return exit_usage;
  allow_huge_pages(arguments->has("thp") && arguments->word("thp") == "on");
  const int result = program.run(*arguments, *status);
  if (result == 0) status->done();
  return result;
}

int dispatch(std::span<char* const> words) {
  if (words.empty()) {
    Writer err(STDERR_FILENO);
    put_overview(err, programs());
    return exit_usage;
  }
  const std::string_view name = words.front();
  const auto rest = words.subspan(1);
  if (name.starts_with("-")) return about(name, rest);
  for (const std::string_view word : rest)
    if (word == "--help") return help(name);
  const Program* program = find_program(programs(), name);
  return program != nullptr ? start(*program, rest) : complain_unknown(name);
}

}  // namespace
}  // namespace limitest::workload

// Not by return: the C library's way out writes to pages that may be the first of their kind, and whoever
// is at its limit then is paused or killed instead of gone.
int main(int argc, char** argv) {
  ::_exit(
      limitest::workload::dispatch(std::span<char* const>(argv, static_cast<std::size_t>(argc)).subspan(1)));
}
