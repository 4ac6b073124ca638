// SPDX-License-Identifier: Apache-2.0
// madvise: takes memory and tells the kernel what to do with it, over and over.
#include <cerrno>

#include <sys/mman.h>
#include <unistd.h>

#include "workloads/lib/pages.h"
#include "workloads/lib/serve.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"size", Kind::size, "16M", "memory to use, in whole pages"},
    {"advice", Kind::word, "dontneed",
     "dontneed, free: the memory is given up; cold, pageout: it is to be reclaimed first, or at once; "
     "collapse: it is put together to huge pages",
     "dontneed|free|cold|pageout|collapse"},
    {"memory", Kind::word, "private", "private: anonymous memory; shared: that of a memfd, mapped",
     "private|shared"},
    {"pages", Kind::word, "all", "half: only every second page is written to", "all|half"},
    {"every", Kind::duration, "10ms", "time from writing to it to the advice, and back"},
    {"times",
     Kind::count,
     "0",
     "how often to give the advice, the last time for good; 0: over and over",
     {},
     manner},
    {"then", Kind::word, "rest",
     "what follows the last advice: rest: nothing; write: it is written to at once, and checked over and "
     "over",
     "rest|write"},
};

constexpr int collapse = 25;                        // MADV_COLLAPSE, since 6.1
constexpr std::size_t huge = std::size_t{2} << 20;  // what a huge page can begin at a multiple of

int advice_of(std::string_view word) {
  if (word == "free") return MADV_FREE;
  if (word == "collapse") return collapse;
  if (word == "cold") return MADV_COLD;
  return word == "pageout" ? MADV_PAGEOUT : MADV_DONTNEED;
}

class Madvise final : public Work {
 public:
  Madvise(std::byte* memory, const Arguments& arguments, Status& status)
      : memory_(memory),
        size_(whole_pages(arguments.size("size"))),
        advice_(advice_of(arguments.word("advice"))),
        stride_(arguments.word("pages") == "half" ? 2 * page_size() : page_size()),
        every_(arguments.duration("every")),
        times_(arguments.count("times")),
        shared_(arguments.word("memory") == "shared"),
        writes_in_the_end_(arguments.word("then") == "write"),
        status_(status) {}

  Advance advance() override {
    write_all();
    return Advance::complete;
  }

  Advance keep() override {
    if (times_ != 0 && given_ == times_) {
      status_.nap();
      return !writes_in_the_end_ || is_whole() ? Advance::more : Advance::spoiled;
    }
    status_.wait_until(now() + every_);
    // Not before, or what is touched is huge at once.
    if (advice_ == collapse) allow_huge_pages(true);
    if (::madvise(memory_, size_, advice_) != 0) {
      if (errno == EINVAL) {
        complain_errno("madvise", "", errno);
        return Advance::failed;
      }
      status_.refused(errno);
      if (advice_ == collapse) return Advance::more;  // what was in the way is in flight
    }
    if (gives_up()) status_.touched_now(0);
    if (++given_ == times_ && !writes_in_the_end_) return Advance::more;
    if (given_ != times_) status_.wait_until(now() + every_);
    write_all();
    return Advance::more;
  }

  void release() override {
    // Of shared memory DONTNEED would give up the mapping alone.
    ::madvise(memory_, size_, shared_ ? MADV_REMOVE : MADV_DONTNEED);
    given_ = 0;
    status_.touched_now(0);
  }

 private:
  [[nodiscard]] bool gives_up() const { return advice_ == MADV_DONTNEED || advice_ == MADV_FREE; }

  void write_all() {
    status_.touched_now(0);
    for (std::uint64_t offset = 0; offset < size_; offset += stride_)
      touch(memory_ + offset, page_size(), status_);
  }

  [[nodiscard]] bool is_whole() {
    for (std::uint64_t offset = 0; offset < size_; offset += stride_) {
      if (look_at_pages(memory_ + offset, page_size(), status_) == nullptr) continue;
      complain("madvise: the page ", offset / page_size(), " does not hold what was written to it");
      return false;
    }
    return true;
  }

  std::byte* memory_;
  std::uint64_t size_;
  int advice_;
  std::uint64_t stride_;
  Time every_;
  std::uint64_t times_;
  bool shared_;
  bool writes_in_the_end_;
  std::uint64_t given_ = 0;
  Status& status_;
};

std::byte* map_memfd(std::uint64_t size) {
  std::byte* place = map_aligned(size, huge);
  if (place == nullptr) return nullptr;
  const int file = ::memfd_create("limitest", MFD_CLOEXEC);
  if (file < 0 || ::ftruncate(file, static_cast<off_t>(size)) != 0 ||
      ::mmap(place, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, file, 0) == MAP_FAILED) {
    complain_errno("map a memfd", "", errno);
    return nullptr;
  }
  return place;
}

int run(const Arguments& arguments, Status& status) {
  const std::uint64_t size = whole_pages(arguments.size("size"));
  if (!not_zero(size, "size")) return exit_usage;
  std::byte* memory = arguments.word("memory") == "shared" ? map_memfd(size) : map_aligned(size, huge);
  if (memory == nullptr) return exit_failure;
  Madvise madvise(memory, arguments, status);
  return serve(madvise, status);
}

}  // namespace

extern const Program madvise{"madvise", "writes to memory and gives advice about it, in turn", parameters,
                             release_again_finish, run};

}  // namespace limitest::workload
