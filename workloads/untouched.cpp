// SPDX-License-Identifier: Apache-2.0
// untouched: address space that nothing is ever written to.
#include <cerrno>

#include <sys/mman.h>

#include "workloads/lib/pages.h"
#include "workloads/lib/serve.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"size", Kind::size, "16M", "address space to map, in whole pages"},
    {"mode", Kind::word, "leave",
     "leave: left alone; read: each page is read once, which shows the zero page", "leave|read"},
};

class Untouched final : public Work {
 public:
  Untouched(const Arguments& arguments, Status& status)
      : size_(whole_pages(arguments.size("size"))),
        reads_(arguments.word("mode") == "read"),
        status_(status) {}

  Advance advance() override {
    memory_ = ::mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory_ == MAP_FAILED) {
      status_.refused(errno);
      status_.nap();
      return Advance::more;
    }
    return !reads_ || reads_zeros() ? Advance::complete : Advance::failed;
  }

  Advance keep() override {
    status_.nap();
    return Advance::more;
  }

  void release() override {
    if (memory_ != MAP_FAILED) ::munmap(memory_, size_);
    memory_ = MAP_FAILED;
  }

 private:
  bool reads_zeros() {
    const auto* bytes = static_cast<const volatile std::byte*>(memory_);
    for (std::uint64_t offset = 0; offset < size_; offset += page_size()) {
      if (bytes[offset] != std::byte{0}) {
        complain("untouched: the page ", offset / page_size(), " of its memory is not zero");
        return false;
      }
      status_.beat();
    }
    return true;
  }

  std::uint64_t size_;
  bool reads_;
  Status& status_;
  void* memory_ = MAP_FAILED;
};

int run(const Arguments& arguments, Status& status) {
  if (!not_zero(arguments.size("size"), "size")) return exit_usage;
  allow_huge_pages(false);
  Untouched untouched(arguments, status);
  return serve(untouched, status);
}

}  // namespace

extern const Program untouched{"untouched", "maps memory and never writes to it", parameters,
                               release_again_finish, run};

}  // namespace limitest::workload
