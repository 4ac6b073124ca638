// SPDX-License-Identifier: Apache-2.0
// Does something as another user, and is who it was again afterwards. Rights to control files are looked at
// when they are opened, those to move a task when its id is written, by the effective user of the opener.
#pragma once

#include <cerrno>
#include <csignal>
#include <type_traits>

#include <sys/prctl.h>
#include <unistd.h>

#include "harness/base/result.h"
#include "harness/scenario/model.h"

namespace limitest::engine {

// What `act` returns. Fails, without a call of it, where we may not be that user (CAP_SETUID); 0 is
// ourselves.
template <class Act>
Result<std::invoke_result_t<Act>> as_user(scenario::UserId user, Act act) {
  const uid_t ourselves = ::geteuid();
  if (user == 0 || user == ourselves) return act();
  const pid_t parent = ::getppid();
  int death_signal = 0;
  ::prctl(PR_GET_PDEATHSIG, &death_signal);
  if (::seteuid(user) != 0)
    return failure("become user {}: {}; scenarios with 'user' need root", user, Errno{errno}.described());
  auto answer = act();
  if (::seteuid(ourselves) != 0)
    return failure("become user {} again: {}", ourselves, Errno{errno}.described());
  // Whoever changes its user is forgotten by its parent's death (prctl(2)).
  if (death_signal != 0) ::prctl(PR_SET_PDEATHSIG, death_signal);
  if (death_signal != 0 && ::getppid() != parent) ::raise(death_signal);
  return answer;
}

}  // namespace limitest::engine
