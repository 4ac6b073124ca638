// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/allocator.h"

#include <cerrno>
#include <cstdlib>

#include <sys/mman.h>

#include "workloads/lib/clock.h"
#include "workloads/lib/jemalloc.h"

namespace limitest::workload {
namespace {

void* map(std::size_t bytes, bool huge) {
  void* memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return nullptr;
  if (huge) (void)::madvise(memory, bytes, MADV_HUGEPAGE);  // advice: a kernel without THP ignores it
  return memory;
}

}  // namespace

Allocator Allocator::from(const Arguments& arguments) {
  Allocator allocator;
  const std::string_view word = arguments.word("allocator");
  if (word == "libc") allocator.source_ = Source::libc;
  if (word == "jemalloc") {
    allocator.source_ = Source::jemalloc;
    jemalloc_decay(arguments.has("decay") ? arguments.duration("decay") / millisecond : 0);
  }
  allocator.huge_ = arguments.has("thp") && arguments.word("thp") == "on";
  return allocator;
}

void* Allocator::take(std::size_t bytes) {
  switch (source_) {
    case Source::mmap:
      return map(bytes, huge_);
    case Source::libc:
      return std::malloc(bytes);
    case Source::jemalloc:
      return je_malloc(bytes);
  }
  return nullptr;
}

void Allocator::give_back(void* memory, std::size_t bytes) {
  switch (source_) {
    case Source::mmap:
      ::munmap(memory, bytes);
      return;
    case Source::libc:
      std::free(memory);
      return;
    case Source::jemalloc:
      je_free(memory);
      return;
  }
}

}  // namespace limitest::workload
