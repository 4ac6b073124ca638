// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <string>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include "harness/base/nearest.h"
#include "harness/cli/arguments.h"
#include "harness/cli/terminal.h"
#include "harness/guest/init.h"

namespace limitest::cli {
namespace {

int dispatch(const std::vector<std::string>& typed) {
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

// Whoever started us may have closed the standard descriptors: the next file opened would have one of their
// numbers, and what is printed would go into it. Or it may ignore SIGCHLD: then no child leaves its status.
void put_up_with_our_starter() {
  int held = -1;
  do held = ::open("/dev/null", O_RDWR);
  while (held >= 0 && held <= STDERR_FILENO);
  if (held >= 0) ::close(held);
  ::signal(SIGCHLD, SIG_DFL);
}

}  // namespace
}  // namespace limitest::cli

int main(int argc, char** argv) {
  if (limitest::guest::is_guest_init()) limitest::guest::run_as_init();
  limitest::cli::put_up_with_our_starter();
  return limitest::cli::dispatch({argv + 1, argv + argc});
}
