// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/interruption.h"

#include <csignal>

#include <sys/signalfd.h>
#include <unistd.h>

namespace limitest::cli {

namespace {

// As nohup(1) asks for: what is blocked would be queued all the same.
bool is_ignored(int signal) {
  struct sigaction now {};
  return ::sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

}  // namespace

Interruption::Interruption() {
  sigset_t wanted;
  ::sigemptyset(&wanted);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP})
    if (!is_ignored(signal)) ::sigaddset(&wanted, signal);
  ::sigprocmask(SIG_BLOCK, &wanted, nullptr);
  signals_ = Fd(::signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK));
}

bool Interruption::happened() {
  signalfd_siginfo info{};
  if (::read(signals_.number(), &info, sizeof info) == sizeof info) happened_ = true;
  return happened_;
}

}  // namespace limitest::cli
