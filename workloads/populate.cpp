// SPDX-License-Identifier: Apache-2.0
// populate: one call into the kernel that takes a lot of memory.
#include <cerrno>

#include <sys/mman.h>

#include "workloads/lib/pages.h"
#include "workloads/lib/serve.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"size", Kind::size, "16M", "memory to take at once, in whole pages"},
};

class Populate final : public Work {
 public:
  Populate(std::uint64_t size, Status& status) : size_(size), status_(status) {}

  Advance advance() override {
    memory_ =
        ::mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    if (memory_ == MAP_FAILED) {
      status_.refused(errno);
      status_.nap();
      return Advance::more;
    }
    status_.touched_now(size_);
    say(status_, size_, "memory taken at once.");
    return Advance::complete;
  }

  Advance keep() override {
    status_.nap();
    return Advance::more;
  }

  void release() override {
    if (memory_ != MAP_FAILED) ::munmap(memory_, size_);
    memory_ = MAP_FAILED;
    status_.touched_now(0);
  }

 private:
  std::uint64_t size_;
  Status& status_;
  void* memory_ = MAP_FAILED;
};

int run(const Arguments& arguments, Status& status) {
  const std::uint64_t size = whole_pages(arguments.size("size"));
  if (!not_zero(size, "size")) return exit_usage;
  Populate populate(size, status);
  return serve(populate, status);
}

}  // namespace

extern const Program populate{"populate", "takes memory in one system call (MAP_POPULATE)", parameters,
                              release_again_finish, run};

}  // namespace limitest::workload
