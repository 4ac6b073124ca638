// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/figures/partner.h"

#include <cerrno>
#include <csignal>
#include <new>

#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/bench/figures/priority.h"

namespace limitest::bench {

Result<std::unique_ptr<Partner>> Partner::start(const Seat& seat, Operation& operation) {
  if (::sysconf(_SC_NPROCESSORS_ONLN) < 2) return failure("two tasks at a time need a second CPU");
  void* memory = ::mmap(nullptr, page_size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return std::unexpected(Error::from_errno("share memory with a partner"));
  auto* shared = new (memory) Shared{};
  // A child begins where its parent is, and would wait there for a parent at real-time priority to pause.
  stay_on_cpu(1);
  const int pid = ::fork();
  if (pid < 0) return std::unexpected(Error::from_errno("fork a partner"));
  if (pid == 0) live(seat, operation, *shared);
  stay_on_cpu(0);
  return std::unique_ptr<Partner>(new Partner(pid, shared));
}

void Partner::live(const Seat& seat, Operation& operation, Shared& shared) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  give_up_priority();
  if (!seat.entrance()().accepted()) ::_exit(1);
  for (;;) {
    while (!shared.wanted) shared.working = false;
    if (!operation.prepare().accepted() || !operation.run().accepted() || !operation.reset().accepted())
      ::_exit(1);
    shared.working = true;
  }
}

void Partner::work(bool wanted) {
  shared_->wanted = wanted;
  for (; shared_->working != wanted; ::sched_yield())
    if (::waitpid(pid_, nullptr, WNOHANG) == pid_) std::abort();
}

Partner::~Partner() {
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
  ::munmap(shared_, page_size);
}

}  // namespace limitest::bench
