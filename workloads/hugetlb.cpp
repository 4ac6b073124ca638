// SPDX-License-Identifier: Apache-2.0
// hugetlb: memory in huge pages that were set aside for it (vm.nr_hugepages).
#include <cerrno>

#include <sys/mman.h>

#include "workloads/lib/pages.h"
#include "workloads/lib/serve.h"
#include "workloads/lib/writer.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"size", Kind::size, "16M", "memory to take, a multiple of the size of a huge page"},
};

class Hugetlb final : public Work {
 public:
  Hugetlb(std::uint64_t size, Status& status) : size_(size), status_(status) {}

  Advance advance() override {
    memory_ =
        ::mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
    if (memory_ == MAP_FAILED) {
      status_.refused(errno);
      status_.nap();
      return Advance::more;
    }
    touch(static_cast<std::byte*>(memory_), size_, status_);
    say(status_, size_, "of huge pages held.");
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
  void* memory_ = MAP_FAILED;
  std::uint64_t size_;
  Status& status_;
};

int run(const Arguments& arguments, Status& status) {
  const std::uint64_t size = arguments.size("size");
  if (!not_zero(size, "size")) return exit_usage;
  Hugetlb work(size, status);
  return serve(work, status);
}

}  // namespace

extern const Program hugetlb{"hugetlb",
                             "holds huge pages that were set aside; tries again where there are none",
                             parameters, release_again_finish, run};

}  // namespace limitest::workload
