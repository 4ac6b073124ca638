// SPDX-License-Identifier: Apache-2.0
// populate: one call into the kernel that takes a lot of memory.
#include <sys/mman.h>

#include "workloads/lib/one_mapping.h"
#include "workloads/lib/pages.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"size", Kind::size, "16M", "memory to take at once, in whole pages"},
};

class Populate final : public OneMapping {
 public:
  Populate(std::uint64_t size, Status& status) : OneMapping(size, MAP_POPULATE, status) {}

 private:
  Advance use(std::byte*) override {
    status().touched_now(size());
    say(status(), size(), "memory taken at once.");
    return Advance::complete;
  }
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
