// SPDX-License-Identifier: Apache-2.0
// mmap-shared: memory that several processes map and write to, and one group pays for.
#include <algorithm>
#include <atomic>
#include <cerrno>

#include <sys/mman.h>

#include "workloads/lib/family.h"
#include "workloads/lib/pages.h"
#include "workloads/lib/serve.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"size", Kind::size, "16M", "memory that all share, in whole pages"},
    {"children", Kind::count, "2", "processes that write to all of it after the parent"},
};

constexpr std::uint64_t piece = std::uint64_t{1} << 20;

class MmapShared final : public Work {
 public:
  // `written` lies in shared memory: how many children are through.
  MmapShared(std::byte* memory, const Arguments& arguments, Family& family,
             std::atomic<std::uint64_t>& written, Status& status)
      : memory_(memory),
        size_(whole_pages(arguments.size("size"))),
        wanted_(arguments.count("children")),
        family_(family),
        written_(written),
        status_(status) {}

  Advance advance() override {
    family_.reap();
    if (status_.touched() < size_) {
      const std::uint64_t from = status_.touched();
      touch(memory_ + from, std::min(piece, size_ - from), status_);
    } else if (forked_ < wanted_) {
      fork_one();
    } else if (written_ < wanted_ && family_.alive() == wanted_) {
      status_.wait_until(now() + millisecond);
    } else {
      say(status_, size_, "shared by all children.");
      return Advance::complete;
    }
    return Advance::more;
  }

  Advance keep() override {
    family_.reap();
    status_.nap();
    return Advance::more;
  }

  void release() override {
    family_.end_all();
    ::madvise(memory_, size_, MADV_REMOVE);
    forked_ = 0;
    written_ = 0;
    status_.touched_now(0);
  }

 private:
  void fork_one() {
    const int error = family_.add([this](std::atomic<std::uint64_t>&) {
      for (std::uint64_t offset = 0; offset < size_; offset += page_size()) touch_page(memory_ + offset, 1);
      ++written_;
      return true;
    });
    if (error != 0) {
      status_.refused(error);
      status_.nap();
      return;
    }
    ++forked_;
  }

  std::byte* memory_;
  std::uint64_t size_;
  std::uint64_t wanted_;
  Family& family_;
  std::atomic<std::uint64_t>& written_;
  Status& status_;
  std::uint64_t forked_ = 0;
};

void* map_shared(std::uint64_t bytes) {
  void* at = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (at != MAP_FAILED) return at;
  complain_errno("map shared memory", "", errno);
  return nullptr;
}

int run(const Arguments& arguments, Status& status) {
  const std::uint64_t size = whole_pages(arguments.size("size"));
  if (!not_zero(size, "size")) return exit_usage;
  Family family(status);
  void* memory = map_shared(size);
  void* counter = map_shared(sizeof(std::atomic<std::uint64_t>));
  if (memory == nullptr || counter == nullptr || !family.prepare(arguments.count("children")))
    return exit_failure;
  MmapShared work(static_cast<std::byte*>(memory), arguments, family,
                  *static_cast<std::atomic<std::uint64_t>*>(counter), status);
  const int result = serve(work, status);
  family.end_all();
  return result;
}

}  // namespace

extern const Program mmap_shared{"mmap-shared", "shares memory with its children, which all write to it",
                                 parameters, release_again_finish, run};

}  // namespace limitest::workload
