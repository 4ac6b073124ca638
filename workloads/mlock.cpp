// SPDX-License-Identifier: Apache-2.0
// mlock: memory that reclaim may not touch.
#include <algorithm>
#include <cerrno>

#include <sys/mman.h>

#include "workloads/lib/pages.h"
#include "workloads/lib/serve.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"size", Kind::size, "16M", "memory to lock, in whole pages"},
    {"touch", Kind::word, "yes", "yes: it is written to before it is locked; no: the call brings it in",
     "yes|no"},
    {"release", Kind::word, "free",
     "what is done with it on release: free: given back; unlock: kept, unlocked", "free|unlock"},
};

constexpr std::uint64_t piece = std::uint64_t{1} << 20;

class Mlock final : public RestingWork {
 public:
  Mlock(std::byte* memory, const Arguments& arguments, Status& status)
      : RestingWork(status),
        memory_(memory),
        size_(whole_pages(arguments.size("size"))),
        touches_(arguments.word("touch") == "yes"),
        gives_back_(arguments.word("release") == "free") {}

  // Touched first, so that `touched` is exact at an OOM kill; then locked, which adds no memory.
  Advance advance() override {
    const std::uint64_t bytes = std::min(piece, size_ - locked_);
    if (touches_ && touched_ == locked_) {
      touch(memory_ + locked_, bytes, status());
      touched_ += bytes;
    }
    if (::mlock(memory_ + locked_, bytes) != 0) return refused(errno);
    locked_ += bytes;
    if (!touches_) status().touched_more(bytes);
    if (locked_ < size_) return Advance::more;
    say(status(), size_, "memory locked.");
    return Advance::complete;
  }

  void release() override {
    ::munlock(memory_, size_);
    touched_ = 0;
    locked_ = 0;
    if (!gives_back_) return;
    ::madvise(memory_, size_, MADV_DONTNEED);
    status().touched_now(0);
  }

 private:
  std::byte* memory_;
  std::uint64_t size_;
  bool touches_;
  bool gives_back_;
  std::uint64_t touched_ = 0;
  std::uint64_t locked_ = 0;
};

int run(const Arguments& arguments, Status& status) {
  const std::uint64_t size = whole_pages(arguments.size("size"));
  if (!not_zero(size, "size")) return exit_usage;
  std::byte* memory = map_private(size);
  if (memory == nullptr) return exit_failure;
  Mlock mlock(memory, arguments, status);
  return serve(mlock, status);
}

}  // namespace

extern const Program mlock{"mlock", "locks memory; tries again where the kernel refuses (RLIMIT_MEMLOCK)",
                           parameters, release_again_finish, run};

}  // namespace limitest::workload
