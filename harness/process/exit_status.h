// SPDX-License-Identifier: Apache-2.0
// How a process ended.
#pragma once

#include <optional>
#include <string>

namespace limitest::process {

struct ExitStatus {
  bool by_signal = false;
  int value = 0;  // exit status, or the signal's number

  // "exited with status 0", "was killed by SIGKILL"
  [[nodiscard]] std::string to_string() const;
};

// Reaps the child behind a pidfd if it has ended; none while it lives. Never blocks.
std::optional<ExitStatus> reap(int pidfd);

// "SIGKILL"; "signal 64" for one without a name.
std::string signal_name(int number);

}  // namespace limitest::process
