// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/guardian.h"

#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "harness/process/ending.h"

namespace limitest::engine {

Result<Guardian> Guardian::start(const std::string& program, const cgroup::Group& tree) {
  int ends[2] = {-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return std::unexpected(Error::from_errno("make a lifeline for the guardian"));
  Fd ours(ends[0]);
  const Fd theirs(ends[1]);
  auto child =
      process::spawn({.path = program,
                      .argv = {"limitest", "guard", tree.path(), std::string(to_string(tree.hierarchy()))},
                      .status = theirs.number(),
                      .die_with_parent = false});
  if (!child) return failure("cannot start the guardian: {}", to_string(child.error()));
  return Guardian(std::move(ours), std::move(*child));
}

Guardian::~Guardian() {
  if (!lifeline_) return;
  (void)!::write(lifeline_.number(), "x", 1);
  constexpr Nanoseconds patience = std::chrono::seconds(5);
  (void)process::wait_for(child_, patience);
}

int guard(int lifeline, const std::string& tree, cgroup::Hierarchy hierarchy) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) ::signal(signal, SIG_IGN);
  char word = 0;
  ssize_t got = 0;
  do got = ::read(lifeline, &word, 1);
  while (got < 0 && errno == EINTR);
  if (got == 1) return 0;
  const auto left = cgroup::Group::open(tree, hierarchy);
  if (!left) return 0;
  constexpr Nanoseconds budget = std::chrono::seconds(30);
  constexpr int most_attempts = 20;
  for (int attempt = 0; attempt < most_attempts; ++attempt)
    if (empty_and_remove(*left, budget)) return 0;
  return 1;
}

}  // namespace limitest::engine
