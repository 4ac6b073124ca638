// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/figures/child.h"

#include <csignal>

#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace limitest::bench {

std::unique_ptr<HeldChild> HeldChild::fork(const std::function<bool()>& get_ready) {
  int ends[2] = {-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return nullptr;
  Fd ours(ends[0]);
  Fd theirs(ends[1]);
  const int pid = ::fork();
  if (pid == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (!get_ready()) ::_exit(1);
    char word = 'r';
    (void)!::write(theirs.number(), &word, 1);
    (void)!::read(theirs.number(), &word, 1);
    ::_exit(0);
  }
  theirs = Fd();
  if (pid < 0) return nullptr;
  auto child = std::unique_ptr<HeldChild>(new HeldChild(pid, std::move(ours)));
  char word = 0;
  if (::read(child->word_.number(), &word, 1) != 1) return nullptr;
  return child;
}

void HeldChild::let_go() {
  (void)!::write(word_.number(), "x", 1);
  ::waitpid(pid_, nullptr, 0);
  pid_ = 0;
}

HeldChild::~HeldChild() {
  if (pid_ == 0) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

}  // namespace limitest::bench
