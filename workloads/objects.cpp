// SPDX-License-Identifier: Apache-2.0
// objects: has the kernel keep many small things for it.
#include "workloads/lib/kernel_objects.h"
#include "workloads/lib/serve.h"
#include "workloads/lib/writer.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"kind", Kind::word, "files",
     "files: open files; mappings: areas of the address space; messages: of 8192 bytes in message queues; "
     "semaphores: sets of 250; timers; signals: that wait, blocked; watches: of epoll",
     "files|mappings|messages|semaphores|timers|signals|watches"},
    {"count", Kind::count, "15000", "how many"},
};

class Objects final : public RestingWork {
 public:
  Objects(KernelObjects& objects, std::uint64_t count, Status& status)
      : RestingWork(status), objects_(objects), count_(count) {}

  Advance advance() override {
    constexpr std::uint64_t at_once = 64;
    for (std::uint64_t i = 0; i < at_once && made_ < count_; ++i) {
      if (const int error = objects_.make(made_); error != 0) return refused(error);
      ++made_;
    }
    status().beat();
    return made_ < count_ ? Advance::more : Advance::complete;
  }

  void release() override {
    objects_.drop(made_);
    made_ = 0;
  }

 private:
  KernelObjects& objects_;
  std::uint64_t count_;
  std::uint64_t made_ = 0;
};

int run(const Arguments& arguments, Status& status) {
  const std::uint64_t count = arguments.count("count");
  constexpr std::uint64_t most = 1'000'000;
  if (!not_zero(count, "count")) return exit_usage;
  if (count > most) {
    complain("no more than ", most, " objects");
    return exit_usage;
  }
  KernelObjects& kept = *kernel_objects(arguments.word("kind"));
  if (!kept.prepare(count)) return exit_failure;
  Objects objects(kept, count, status);
  return serve(objects, status);
}

}  // namespace

extern const Program objects{"objects",
                             "has the kernel keep many small things; tries again where the kernel refuses",
                             parameters, release_again_finish, run};

}  // namespace limitest::workload
