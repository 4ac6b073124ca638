// SPDX-License-Identifier: Apache-2.0
// A stream of bytes through memory that guest and host share: QEMU's ivshmem-plain device, whose
// BAR 2 the guest maps through sysfs without any driver. What the guest has written stays readable
// when its kernel dies.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "harness/base/fd.h"

namespace limitest::guest {

// The beginning of the shared memory; the ring's bytes follow at the next page.
struct RingHeader {
  std::uint64_t magic;
  std::uint64_t capacity;             // of the ring, bytes
  alignas(64) std::uint64_t written;  // bytes so far, by the guest
  alignas(64) std::uint64_t taken;    // bytes so far, by the host
};
inline constexpr std::size_t ring_offset = 4096;
inline constexpr std::uint64_t ring_magic = 0x4c494d4954455354;

// Memory mapped from a file or a device.
class SharedMemory {
 public:
  static Result<SharedMemory> map(int descriptor, std::size_t size);
  SharedMemory(SharedMemory&& other) noexcept : at_(std::exchange(other.at_, nullptr)), size_(other.size_) {}
  SharedMemory& operator=(SharedMemory&&) = delete;
  ~SharedMemory();

  [[nodiscard]] RingHeader& header() const { return *static_cast<RingHeader*>(at_); }
  [[nodiscard]] char* bytes() const { return static_cast<char*>(at_) + ring_offset; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  SharedMemory(void* at, std::size_t size) : at_(at), size_(size) {}
  void* at_;
  std::size_t size_;
};

// The host makes the memory ready before the guest starts.
void prepare_ring(const SharedMemory& memory);
bool is_ring(const SharedMemory& memory);

// Puts all of `bytes` into the ring, waiting for room. One writer at a time.
void put(const SharedMemory& memory, std::string_view bytes);
// Takes what is there; empty: nothing new.
std::string take(const SharedMemory& memory);

}  // namespace limitest::guest
