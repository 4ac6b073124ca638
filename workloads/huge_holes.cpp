// SPDX-License-Identifier: Apache-2.0
// huge-holes: huge pages of which all but one small page each are given back. The kernel frees the
// holes when it splits the huge pages, which it does under pressure only.
#include <algorithm>
#include <cerrno>

#include <sys/mman.h>

#include "workloads/lib/clock.h"
#include "workloads/lib/pages.h"
#include "workloads/lib/serve.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"size", Kind::size, "16M", "memory to take, in whole pages"},
    {"huge",
     Kind::size,
     "2M",
     "size of a huge page; of each, all but its first small page is given back",
     {},
     manner},
};

class HugeHoles final : public RestingWork {
 public:
  HugeHoles(std::byte* memory, std::uint64_t size, std::uint64_t huge, Status& status)
      : RestingWork(status), memory_(memory), size_(size), huge_(huge) {}

  Advance advance() override {
    (void)::madvise(memory_, size_, MADV_HUGEPAGE);  // advice: a kernel without THP ignores it
    touch(memory_, size_, status());
    // Or khugepaged fills the holes: one small page is enough for it (max_ptes_none).
    (void)::madvise(memory_, size_, MADV_NOHUGEPAGE);
    std::uint64_t left = 0;
    for (std::uint64_t offset = 0; offset < size_; offset += huge_) {
      const std::uint64_t end = std::min(offset + huge_, size_);
      const std::uint64_t hole = offset + page_size();
      left += page_size();
      if (hole < end) (void)::madvise(memory_ + hole, end - hole, MADV_DONTNEED);
    }
    status().touched_now(left);
    return Advance::complete;
  }

  void release() override {
    ::madvise(memory_, size_, MADV_DONTNEED);
    status().touched_now(0);
  }

 private:
  std::byte* memory_;
  std::uint64_t size_;
  std::uint64_t huge_;
};

int run(const Arguments& arguments, Status& status) {
  const std::uint64_t size = whole_pages(arguments.size("size"));
  const std::uint64_t huge = whole_pages(arguments.size("huge"));
  if (!not_zero(size, "size") || !not_zero(huge, "huge")) return exit_usage;
  allow_huge_pages(true);
  std::byte* memory = map_aligned(size, huge);
  if (memory == nullptr) return exit_failure;
  HugeHoles holes(memory, size, huge, status);
  return serve(holes, status);
}

}  // namespace

extern const Program huge_holes{"huge-holes",
                                "takes huge pages and gives back all but one small page of each", parameters,
                                release_again_finish, run};

}  // namespace limitest::workload
