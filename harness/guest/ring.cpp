// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/ring.h"

#include <algorithm>
#include <atomic>
#include <cstring>

#include <sys/mman.h>

#include "harness/base/retry.h"

namespace limitest::guest {
namespace {

using Counter = std::atomic_ref<std::uint64_t>;

}  // namespace

Result<SharedMemory> SharedMemory::map(int descriptor, std::size_t size) {
  void* at = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  if (at == MAP_FAILED) return std::unexpected(Error::from_errno("map the memory shared with the guest"));
  return SharedMemory(at, size);
}

SharedMemory::~SharedMemory() {
  if (at_ != nullptr) ::munmap(at_, size_);
}

void prepare_ring(const SharedMemory& memory) {
  memory.header() = {.magic = ring_magic, .capacity = memory.size() - ring_offset, .written = 0, .taken = 0};
}

bool is_ring(const SharedMemory& memory) {
  const RingHeader& header = memory.header();
  return header.magic == ring_magic && header.capacity == memory.size() - ring_offset;
}

void put(const SharedMemory& memory, std::string_view bytes) {
  RingHeader& header = memory.header();
  const std::uint64_t capacity = header.capacity;
  Backoff backoff;
  while (!bytes.empty()) {
    const std::uint64_t written = Counter(header.written).load(std::memory_order_relaxed);
    const std::uint64_t room = capacity - (written - Counter(header.taken).load(std::memory_order_acquire));
    if (room == 0) {
      nap(backoff.next());
      continue;
    }
    backoff.reset();
    const std::uint64_t at = written % capacity;
    const std::size_t piece = std::min({bytes.size(), std::size_t{room}, std::size_t{capacity - at}});
    std::memcpy(memory.bytes() + at, bytes.data(), piece);
    Counter(header.written).store(written + piece, std::memory_order_release);
    bytes.remove_prefix(piece);
  }
}

std::string take(const SharedMemory& memory) {
  RingHeader& header = memory.header();
  const std::uint64_t capacity = memory.size() - ring_offset;
  const std::uint64_t written = Counter(header.written).load(std::memory_order_acquire);
  std::uint64_t taken = Counter(header.taken).load(std::memory_order_relaxed);
  std::string out;
  // A guest gone mad may have written anything there.
  if (written - taken > capacity) return out;
  while (taken < written) {
    const std::uint64_t at = taken % capacity;
    const std::size_t piece = std::min(written - taken, capacity - at);
    out.append(memory.bytes() + at, piece);
    taken += piece;
  }
  Counter(header.taken).store(taken, std::memory_order_release);
  return out;
}

}  // namespace limitest::guest
