// SPDX-License-Identifier: Apache-2.0
// hugetlb: memory in huge pages that were set aside for it (vm.nr_hugepages).
#include <sys/mman.h>

#include "workloads/lib/one_mapping.h"
#include "workloads/lib/pages.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"size", Kind::size, "16M", "memory to take, a multiple of the size of a huge page"},
};

class Hugetlb final : public OneMapping {
 public:
  Hugetlb(std::uint64_t size, Status& status) : OneMapping(size, MAP_HUGETLB, status) {}

 private:
  Advance use(std::byte* memory) override {
    touch(memory, size(), status());
    say(status(), size(), "of huge pages held.");
    return Advance::complete;
  }
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
