// SPDX-License-Identifier: Apache-2.0
#include "harness/process/status_page.h"

#include <new>

#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace limitest::process {
namespace {
constexpr std::size_t page_size = 4096;
}

Result<StatusPage> StatusPage::create() {
  Fd memory(::memfd_create("limitest-status", MFD_CLOEXEC));
  if (!memory || ::ftruncate(memory.number(), page_size) != 0)
    return std::unexpected(Error::from_errno("make a status page"));
  void* at = ::mmap(nullptr, page_size, PROT_READ | PROT_WRITE, MAP_SHARED, memory.number(), 0);
  if (at == MAP_FAILED) return std::unexpected(Error::from_errno("map a status page"));
  auto* page = new (at) workload::StatusPage{};
  page->magic = workload::status_magic;
  return StatusPage(std::move(memory), page);
}

StatusPage::~StatusPage() {
  if (page_ != nullptr) ::munmap(page_, page_size);
}

Report StatusPage::read() const {
  return {.phase = page_->phase,
          .touched = page_->touched,
          .progress = page_->progress,
          .failures = page_->failures,
          .last_errno = page_->last_errno,
          .children = page_->children,
          .last_beat = Nanoseconds(page_->last_beat)};
}

std::uint32_t StatusPage::tell(workload::Command command) {
  page_->command = command;
  const std::uint32_t number = ++page_->command_number;
  // A workload that waits sleeps on the number.
  (void)::syscall(SYS_futex, &page_->command_number, FUTEX_WAKE, 1, nullptr, nullptr, 0);
  return number;
}

bool StatusPage::obeyed(std::uint32_t number) const {
  return page_->obeyed >= number;
}

}  // namespace limitest::process
