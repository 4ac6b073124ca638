// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/channels.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <sys/mman.h>
#include <unistd.h>

#include "workloads/lib/resource_limits.h"
#include "workloads/lib/writer.h"

namespace limitest::workload {
namespace {

// A page at a time: larger writes could be refused with some of their bytes already charged.
std::array<std::byte, 4096> content;

}  // namespace

bool Channels::prepare() {
  if (!allow_files(2 * wanted_)) return false;
  void* at =
      ::mmap(nullptr, wanted_ * sizeof(Ends), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (at == MAP_FAILED) {
    complain_errno("map a table of descriptors", "", errno);
    return false;
  }
  ends_ = static_cast<Ends*>(at);
  return true;
}

Advance Channels::advance() {
  if (filled_ == wanted_) {
    say(status_, status_.touched(), "in flight.");
    return Advance::complete;
  }
  if (opened_ == filled_ && !open_one()) return Advance::more;
  if (!fill_last()) return Advance::more;
  ++filled_;
  written_ = 0;
  return Advance::more;
}

Advance Channels::keep() {
  status_.nap();
  return Advance::more;
}

bool Channels::open_one() {
  const int error = open_(ends_[opened_], room_);
  if (error != 0) {
    status_.refused(error);
    status_.nap();
    return false;
  }
  ++opened_;
  status_.beat();
  return true;
}

// False when the kernel refuses to take more for lack of memory. EAGAIN only means: full.
bool Channels::fill_last() {
  while (written_ < most_) {
    const std::size_t bytes = std::min<std::uint64_t>(content.size(), most_ - written_);
    const ssize_t taken = ::write(ends_[opened_ - 1].in, content.data(), bytes);
    if (taken < 0 && errno == EAGAIN) return true;
    if (taken < 0) {
      status_.refused(errno);
      status_.nap();
      return false;
    }
    written_ += static_cast<std::uint64_t>(taken);
    status_.touched_more(static_cast<std::uint64_t>(taken));
  }
  return true;
}

void Channels::release() {
  while (opened_ > 0) {
    const Ends& ends = ends_[--opened_];
    ::close(ends.in);
    ::close(ends.out);
  }
  filled_ = 0;
  written_ = 0;
  status_.touched_now(0);
}

}  // namespace limitest::workload
