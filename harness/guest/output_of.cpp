// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/output_of.h"

#include <csignal>

#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "harness/process/exit_status.h"
#include "harness/process/output_page.h"
#include "harness/process/spawn.h"

namespace limitest::guest {

std::string output_of(const std::string& path, std::vector<std::string> argv) {
  constexpr std::size_t room = 16384;
  const auto output = process::OutputPage::create(room);
  if (!output) return "";
  const auto child = process::spawn({.path = path, .argv = std::move(argv), .output = output->descriptor()});
  if (!child) return "";
  pollfd ended{.fd = child->pidfd.number(), .events = POLLIN, .revents = 0};
  constexpr int patience_ms = 10'000;
  if (::poll(&ended, 1, patience_ms) == 0)
    (void)::syscall(SYS_pidfd_send_signal, child->pidfd.number(), SIGKILL, nullptr, 0);
  (void)process::reap(child->pidfd.number());
  return output->text();
}

}  // namespace limitest::guest
