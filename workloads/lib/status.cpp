// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/status.h"

#include <algorithm>
#include <cerrno>
#include <ctime>

#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "workloads/lib/writer.h"

namespace limitest::workload {
namespace {

bool is_page(int fd) {
  struct stat about {};
  if (::fstat(fd, &about) != 0) {
    complain_errno("--status-fd", "", errno);
    return false;
  }
  if (about.st_size < static_cast<off_t>(sizeof(StatusPage))) {
    complain("--status-fd: the file is smaller than a status page");
    return false;
  }
  return true;
}

// Until the number is another than `known`, a signal comes in, or `deadline` passes.
void sleep_on(std::atomic<std::uint32_t>& number, std::uint32_t known, Time deadline) {
  const timespec until{.tv_sec = deadline / second, .tv_nsec = deadline % second};
  (void)::syscall(SYS_futex, &number, FUTEX_WAIT_BITSET, known, &until, nullptr, FUTEX_BITSET_MATCH_ANY);
}

// The heart beats even while there is nothing to do, but no oftener than it takes to be seen.
constexpr Time waiting_beat = 100 * millisecond;

}  // namespace

std::optional<Status> Status::attach(int fd) {
  if (fd >= 0 && !is_page(fd)) return std::nullopt;
  // Shared in both cases: children of a workload report too. Populated now, so that no report faults
  // at the very limit under test.
  const int flags = MAP_SHARED | MAP_POPULATE | (fd < 0 ? MAP_ANONYMOUS : 0);
  void* at = ::mmap(nullptr, sizeof(StatusPage), PROT_READ | PROT_WRITE, flags, fd, 0);
  if (at == MAP_FAILED) {
    complain_errno("map the status page", "", errno);
    return std::nullopt;
  }
  auto* page = static_cast<StatusPage*>(at);
  if (fd < 0) page->magic.store(status_magic);
  if (page->magic.load() != status_magic) {
    complain("--status-fd: the file is no status page");
    return std::nullopt;
  }
  return Status(page, fd < 0);
}

void Status::beat_shared() {
  page_->progress.fetch_add(1, std::memory_order_relaxed);
  page_->last_beat.store(now(), std::memory_order_relaxed);
}

void Status::touched_more_shared(std::uint64_t bytes) {
  page_->touched.fetch_add(bytes, std::memory_order_relaxed);
  beat_shared();
}

void Status::touched_less_shared(std::uint64_t bytes) {
  page_->touched.fetch_sub(bytes, std::memory_order_relaxed);
  beat_shared();
}

void Status::refused(int error) {
  page_->last_errno.store(error);
  page_->failures.fetch_add(1);
}

Command Status::pending() const {
  const bool fresh = page_->command_number.load(std::memory_order_acquire) != page_->obeyed.load();
  return fresh ? page_->command.load() : Command::none;
}

void Status::carried_out() {
  page_->obeyed.store(page_->command_number.load());
}

void Status::wait_until(Time deadline) {
  Time at = now();
  do {
    const std::uint32_t known = page_->command_number.load(std::memory_order_acquire);
    if (pending() != Command::none) return;
    const Time until = std::min(deadline, at + waiting_beat);
    sleep_on(page_->command_number, known, until);
    beat_shared();
    at = now();
    if (at < until) return;  // a command or a signal
  } while (at < deadline);
}

}  // namespace limitest::workload
