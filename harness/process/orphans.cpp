// SPDX-License-Identifier: Apache-2.0
#include "harness/process/orphans.h"

#include <sys/wait.h>

namespace limitest::process {

// A known one that is dead hides those behind it from waitid(2) until it is reaped, which it soon will be.
void reap_orphans(const std::function<bool(int pid)>& is_known) {
  for (;;) {
    siginfo_t dead{};
    if (::waitid(P_ALL, 0, &dead, WEXITED | WNOHANG | WNOWAIT) != 0 || dead.si_pid == 0) return;
    if (is_known(dead.si_pid)) return;
    (void)::waitpid(dead.si_pid, nullptr, WNOHANG);
  }
}

}  // namespace limitest::process
