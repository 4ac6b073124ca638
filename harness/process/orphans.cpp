// SPDX-License-Identifier: Apache-2.0
#include "harness/process/orphans.h"

#include <sys/wait.h>

namespace limitest::process {

void reap_orphans(const std::function<bool(int pid)>& is_known) {
  for (;;) {
    siginfo_t dead{};
    if (::waitid(P_ALL, 0, &dead, WEXITED | WNOHANG | WNOWAIT) != 0 || dead.si_pid == 0) return;
    if (is_known(dead.si_pid)) return;
    (void)::waitpid(dead.si_pid, nullptr, WNOHANG);
  }
}

}  // namespace limitest::process
