// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <csignal>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "harness/base/nearest.h"
#include "harness/cli/arguments.h"
#include "harness/cli/terminal.h"
#include "harness/guest/init.h"

namespace limitest::cli {
namespace {

int dispatch(const std::vector<std::string>& typed) {
  if (typed.size() == 2 && typed[0] == "help" && find_command(typed[1]) != nullptr)
    return dispatch({typed[1], "--help"});
  if (typed.empty() || typed[0] == "--help" || typed[0] == "-h" || typed[0] == "help") {
    print(overview());
    return typed.empty() ? bad_usage : ok;
  }
  if (typed[0] == "--version") {
    print("limitest " LIMITEST_VERSION "\n");
    return ok;
  }
  const Command* command = find_command(typed[0]);
  if (command == nullptr) {
    std::vector<std::string> known;
    for (const Command& one : commands())
      if (!one.hidden) known.emplace_back(one.name);
    complain(fmt::format("no command '{}'{}", typed[0], suggestion(typed[0], known)));
    return bad_usage;
  }
  auto parsed = parse_arguments(*command, std::span(typed).subspan(1));
  if (!parsed) {
    complain(parsed.error().message);
    return bad_usage;
  }
  if (const auto* help = std::get_if<std::string>(&*parsed)) {
    print(*help);
    return ok;
  }
  auto& arguments = std::get<Arguments>(*parsed);
  arguments.command_line = typed;
  arguments.command_line.insert(arguments.command_line.begin(), "limitest");
  return command->run(arguments);
}

// Each process that plays takes four, and a machine with many CPUs plays many at a time.
void allow_many_descriptors() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  constexpr rlim_t plenty = 65536;  // programs that are run inherit it, and some close all there could be
  limit.rlim_cur = std::max(limit.rlim_cur, std::min(plenty, limit.rlim_max));
  (void)::setrlimit(RLIMIT_NOFILE, &limit);
}

// Whoever started us may have closed the standard descriptors: the next file opened would have one of their
// numbers, and what is printed would go into it. Or it may ignore SIGCHLD: then no child leaves its status.
void put_up_with_our_starter() {
  int held = -1;
  do held = ::open("/dev/null", O_RDWR);
  while (held >= 0 && held <= STDERR_FILENO);
  if (held >= 0) ::close(held);
  ::signal(SIGCHLD, SIG_DFL);
  ::signal(SIGPIPE, SIG_IGN);  // who reads no more of what is printed still gets the reports
  allow_many_descriptors();
}

// What could not be printed may be what the command is for.
int status_after_printing(int status) {
  if (status != ok || !has_lost_output()) return status;
  complain("what was printed could not be written: is the disk full?");
  return broken;
}

}  // namespace
}  // namespace limitest::cli

int main(int argc, char** argv) {
  if (limitest::guest::is_guest_init()) limitest::guest::run_as_init();
  limitest::cli::put_up_with_our_starter();
  const int status = limitest::cli::dispatch({argv + 1, argv + argc});
  return limitest::cli::status_after_printing(status);
}
