// SPDX-License-Identifier: Apache-2.0
#include "harness/process/ending.h"

#include <algorithm>
#include <cerrno>
#include <csignal>

#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "harness/base/clock.h"

namespace limitest::process {
namespace {

// Rounded up, and not below 0, which would be for ever.
int milliseconds_until(Nanoseconds deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - monotonic_now()).count();
  constexpr long an_hour = 3'600'000;
  return static_cast<int>(std::clamp<long>(left, 0, an_hour));
}

}  // namespace

void kill(const Child& child) {
  (void)::syscall(SYS_pidfd_send_signal, child.pidfd.number(), SIGKILL, nullptr, 0);
}

std::optional<ExitStatus> wait_for(const Child& child, Nanoseconds patience) {
  const Nanoseconds deadline = monotonic_now() + patience;
  pollfd ended{.fd = child.pidfd.number(), .events = POLLIN, .revents = 0};
  while (::poll(&ended, 1, milliseconds_until(deadline)) < 0 && errno == EINTR) {
  }
  return reap(child.pidfd.number());
}

std::optional<ExitStatus> end(const Child& child, Nanoseconds patience) {
  kill(child);
  return wait_for(child, patience);
}

}  // namespace limitest::process
