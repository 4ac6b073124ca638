// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/family.h"

#include <algorithm>
#include <cerrno>
#include <csignal>

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include "workloads/lib/writer.h"

namespace limitest::workload {
namespace {
void wake(int) {}
}  // namespace

bool Family::prepare(std::size_t most) {
  void* at = ::mmap(nullptr, std::max<std::size_t>(most, 1) * sizeof(Slot), PROT_READ | PROT_WRITE,
                    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (at == MAP_FAILED) {
    complain_errno("map a table of children", "", errno);
    return false;
  }
  slots_ = static_cast<Slot*>(at);
  most_ = most;
  // Not for its own sake: a handler makes the end of a child interrupt a nap.
  struct sigaction action {};
  action.sa_handler = wake;
  ::sigaction(SIGCHLD, &action, nullptr);
  return true;
}

std::size_t Family::free_slot() const {
  std::size_t index = 0;
  while (index + 1 < most_ && slots_[index].pid != 0) ++index;
  return index;
}

int Family::refusal() {
  return errno;
}

void Family::begin_child(pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(0);
}

void Family::end_child(bool stay) {
  if (!stay) ::_exit(0);
  for (;;) ::pause();
}

void Family::enlist(std::size_t index, pid_t child) {
  slots_[index].pid = child;
  status_.children(++alive_);
  status_.beat_shared();
}

void Family::forget(pid_t child) {
  Slot* end = slots_ + most_;
  Slot* slot = std::find_if(slots_, end, [&](const Slot& each) { return each.pid == child; });
  if (slot == end) return;
  slot->pid = 0;
  status_.touched_less_shared(slot->touched.exchange(0));
  status_.children(--alive_);
}

void Family::reap() {
  for (pid_t child = ::waitpid(-1, nullptr, WNOHANG); child > 0; child = ::waitpid(-1, nullptr, WNOHANG))
    forget(child);
}

bool Family::all_ended() const {
  return std::all_of(slots_, slots_ + most_, [](const Slot& slot) {
    siginfo_t ended{};
    return slot.pid == 0 ||
           (::waitid(P_PID, static_cast<id_t>(slot.pid), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
            ended.si_pid == slot.pid);
  });
}

void Family::end_all() {
  std::for_each(slots_, slots_ + most_, [](const Slot& slot) {
    if (slot.pid != 0) ::kill(slot.pid, SIGKILL);
  });
  // A child that the kernel put to sleep for lack of memory dies from SIGKILL as well.
  while (alive_ > 0) {
    const pid_t child = ::waitpid(-1, nullptr, 0);
    if (child < 0 && errno != EINTR) return;
    if (child > 0) forget(child);
  }
}

}  // namespace limitest::workload
