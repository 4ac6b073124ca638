// SPDX-License-Identifier: Apache-2.0
// descriptors: makes the kernel keep a large table of descriptors, which is one piece of kernel memory.
#include <cerrno>

#include <unistd.h>

#include "workloads/lib/family.h"
#include "workloads/lib/resource_limits.h"
#include "workloads/lib/serve.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"highest", Kind::count, "600000",
     "number of a descriptor: the table reaches up to it, 8 bytes for each and no fewer than a power of two"},
    {"children", Kind::count, "0", "children that are forked then, each with a table of its own"},
};

class Descriptors final : public RestingWork {
 public:
  Descriptors(int highest, std::uint64_t children, Family& family, Status& status)
      : RestingWork(status), highest_(highest), children_(children), family_(family) {}

  Advance advance() override {
    open_ = open_ || ::dup2(STDERR_FILENO, highest_) == highest_;
    if (!open_) return refused(errno);
    if (family_.alive() == children_) return Advance::complete;
    const int error = family_.add([](std::atomic<std::uint64_t>&) { return true; });
    return error == 0 ? Advance::more : refused(error);
  }

 private:
  int highest_;
  std::uint64_t children_;
  Family& family_;
  bool open_ = false;
};

int run(const Arguments& arguments, Status& status) {
  const std::uint64_t highest = arguments.count("highest");
  constexpr std::uint64_t most = std::uint64_t{1} << 30;
  if (!not_zero(highest, "highest") || highest > most) return exit_usage;
  if (!allow_files(highest)) return exit_failure;
  const std::uint64_t children = arguments.count("children");
  Family family(status);
  if (children != 0 && !family.prepare(children)) return exit_failure;
  Descriptors descriptors(static_cast<int>(highest), children, family, status);
  const int result = serve(descriptors, status);
  family.end_all();
  return result;
}

}  // namespace

extern const Program descriptors{"descriptors", "makes the kernel keep a large table of descriptors",
                                 parameters, only_finish, run};

}  // namespace limitest::workload
