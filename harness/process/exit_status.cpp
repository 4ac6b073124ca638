// SPDX-License-Identifier: Apache-2.0
#include "harness/process/exit_status.h"

#include <csignal>
#include <cstring>

#include <fmt/format.h>
#include <sys/wait.h>

namespace limitest::process {

std::string signal_name(int number) {
  const char* name = ::sigabbrev_np(number);
  return name != nullptr ? fmt::format("SIG{}", name) : fmt::format("signal {}", number);
}

std::string ExitStatus::to_string() const {
  return by_signal ? "was killed by " + signal_name(value) : fmt::format("exited with status {}", value);
}

std::optional<ExitStatus> reap(int pidfd) {
  siginfo_t info{};
  if (::waitid(P_PIDFD, static_cast<id_t>(pidfd), &info, WEXITED | WNOHANG) != 0 || info.si_pid == 0)
    return std::nullopt;
  return ExitStatus{info.si_code != CLD_EXITED, info.si_status};
}

}  // namespace limitest::process
