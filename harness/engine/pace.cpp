// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/pace.h"

#include <algorithm>

#include <sys/mman.h>
#include <unistd.h>

#include "harness/base/clock.h"

namespace limitest::engine {
namespace {

constexpr std::size_t pages = 512;
constexpr int tries = 5;

Nanoseconds touch_once(std::size_t page) {
  void* memory = ::mmap(nullptr, pages * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return Nanoseconds::max();
  (void)::madvise(memory, pages * page, MADV_NOHUGEPAGE);
  auto* bytes = static_cast<volatile char*>(memory);
  const Nanoseconds begin = monotonic_now();
  for (std::size_t i = 0; i < pages; ++i) bytes[i * page] = 1;
  const Nanoseconds took = monotonic_now() - begin;
  ::munmap(memory, pages * page);
  return took / static_cast<int>(pages);
}

}  // namespace

Result<Nanoseconds> measure_page_touch() {
  Nanoseconds best = Nanoseconds::max();
  for (int i = 0; i < tries; ++i)
    best = std::min(best, touch_once(static_cast<std::size_t>(::sysconf(_SC_PAGESIZE))));
  if (best == Nanoseconds::max()) return failure("no memory to measure how slow this machine is");
  return best;
}

double slowness(Nanoseconds page_touch) {
  const double ratio = static_cast<double>(page_touch.count()) / static_cast<double>(ordinary_touch.count());
  return std::clamp(ratio, 1.0, most_slowness);
}

Nanoseconds stretched(Nanoseconds deadline, double slowness) {
  return std::chrono::duration_cast<Nanoseconds>(deadline * slowness);
}

}  // namespace limitest::engine
