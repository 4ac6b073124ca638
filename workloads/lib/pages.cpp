// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/pages.h"

#include <algorithm>
#include <cerrno>

#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "workloads/lib/status.h"
#include "workloads/lib/writer.h"

namespace limitest::workload {
namespace {

// Reading the clock for every page would be a tenth of a sweep over resident memory; for a few of them
// it is nothing, and a beat still comes every few microseconds.
constexpr std::size_t pages_per_beat = 64;

// Not a static of the function: its guard would link, and start, the C++ library's exception pool.
const auto size_of_page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));

}  // namespace

std::size_t page_size() {
  return size_of_page;
}

std::uint64_t whole_pages(std::uint64_t bytes) {
  const std::uint64_t page = page_size();
  return (bytes + page - 1) / page * page;
}

std::byte* map_private(std::uint64_t bytes) {
  void* at = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (at != MAP_FAILED) return static_cast<std::byte*>(at);
  complain_errno("map memory", "", errno);
  return nullptr;
}

std::byte* map_aligned(std::uint64_t bytes, std::uint64_t alignment) {
  std::byte* memory = map_private(bytes + alignment);
  if (memory == nullptr) return nullptr;
  return memory + (alignment - reinterpret_cast<std::uintptr_t>(memory) % alignment) % alignment;
}

void touch(std::byte* memory, std::size_t bytes, Status& status) {
  const std::size_t page = page_size();
  for (std::size_t offset = 0; offset < bytes; offset += page) {
    touch_page(memory + offset, 0);
    status.touched_more(page);
  }
}

const std::byte* sweep_pages(std::byte* memory, std::size_t bytes, std::uint64_t sweep, Status& status) {
  const std::size_t page = page_size();
  const std::size_t stretch = pages_per_beat * page;
  for (std::size_t from = 0; from < bytes; from += stretch) {
    const std::size_t to = std::min(bytes, from + stretch);
    for (std::size_t offset = from; offset < to; offset += page) {
      auto* at = reinterpret_cast<volatile std::uint64_t*>(memory + offset);
      if (*at != pattern(memory + offset, sweep - 1)) return memory + offset;
      *at = pattern(memory + offset, sweep);
    }
    status.beat();
  }
  return nullptr;
}

const std::byte* look_at_pages(const std::byte* memory, std::size_t bytes, Status& status) {
  for (std::size_t offset = 0; offset < bytes; offset += page_size()) {
    const std::byte* page = memory + offset;
    if (*reinterpret_cast<const volatile std::uint64_t*>(page) != pattern(page, 0)) return page;
    status.beat();
  }
  return nullptr;
}

void allow_huge_pages(bool allowed) {
  ::prctl(PR_SET_THP_DISABLE, allowed ? 0 : 1, 0, 0, 0);
}

}  // namespace limitest::workload
