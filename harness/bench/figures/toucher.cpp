// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/figures/toucher.h"

#include <csignal>
#include <new>
#include <vector>

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/bench/figures/memory.h"
#include "harness/bench/figures/priority.h"

namespace limitest::bench {
namespace {

void step(Toucher::Page& page) {
  page.last_touch = monotonic_now().count();
  ++page.touched;
}

}  // namespace

Result<std::unique_ptr<Toucher>> Toucher::start(const Seat& seat, const Touching& touching) {
  void* memory = ::mmap(nullptr, page_size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return std::unexpected(Error::from_errno("share memory"));
  auto toucher = std::unique_ptr<Toucher>(new Toucher(new (memory) Page{}));
  toucher->page_->touched = 0;
  Fd file = touching.file ? LIMITEST_TRY(disk_file()) : Fd();
  toucher->pid_ = ::fork();
  if (toucher->pid_ < 0) return std::unexpected(Error::from_errno("fork"));
  if (toucher->pid_ == 0) live(seat, touching, file, *toucher->page_);
  toucher->pidfd_ = Fd(static_cast<int>(::syscall(SYS_pidfd_open, toucher->pid_, 0)));
  return toucher;
}

Toucher::~Toucher() {
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  ::munmap(page_, page_size);
}

void Toucher::live(const Seat& seat, const Touching& touching, const Fd& file, Page& page) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  stay_on_cpu(1);
  if (!seat.entrance()().accepted()) ::_exit(1);
  const std::vector<char> buffer(page_size);
  const auto mapping = Mapping::anonymous(touching.size);
  if (!mapping) ::_exit(1);
  bool more = true;
  for (std::size_t at = 0; at < touching.size; at += page_size) {
    if (!file)
      static_cast<volatile char*>(mapping->begin())[at] = 1;
    else if (::pwrite(file.number(), buffer.data(), buffer.size(), static_cast<off_t>(at)) < 0)
      ::_exit(1);
    if (!more) continue;
    step(page);
    more = touching.more();
  }
  for (;;) ::pause();
}

}  // namespace limitest::bench
