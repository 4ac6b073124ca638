// SPDX-License-Identifier: Apache-2.0
#include "harness/bench/figures/crowd.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness/base/retry.h"
#include "harness/cgroup/census.h"

namespace limitest::bench {
namespace {

// How many groups the kernel has, those included that were removed and are not gone yet: it lets go of a
// removed group in the background, some thousands a second, and has room for 65,535 in all. 0: not told.
long groups_there_are() {
  return static_cast<long>(cgroup::memory_cgroups().value_or(0));
}

std::string name_of(int number) {
  return fmt::format("g{}", number);
}

}  // namespace

Crowd::Crowd(const cgroup::Group& place) : place_(place), others_(groups_there_are()) {}

Errno Crowd::resize(int count) {
  for (; size_ < count; ++size_)
    if (const Errno answer = make(name_of(size_)); !answer.accepted()) return answer;
  for (; size_ > count; --size_)
    if (::unlinkat(place_.directory(), name_of(size_ - 1).c_str(), AT_REMOVEDIR) != 0) return Errno{errno};
  settle();
  return {};
}

// Waits for room among groups that go.
Errno Crowd::make(const std::string& name) const {
  Errno answer;
  (void)retry_until(monotonic_now() + std::chrono::seconds(30), [&] {
    answer = answer_of(::mkdirat(place_.directory(), name.c_str(), 0755));
    return answer.code != EBUSY && answer.code != ENOSPC;
  });
  return answer;
}

// Waits for removed groups to be gone, as far as they are ours: the work of it would be measured.
void Crowd::settle() const {
  constexpr long leeway = 50;
  (void)retry_until(monotonic_now() + std::chrono::seconds(10),
                    [&] { return groups_there_are() <= others_ + size_ + leeway; });
}

}  // namespace limitest::bench
