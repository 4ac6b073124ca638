// SPDX-License-Identifier: Apache-2.0
// displacer: takes the place of what the CPUs have put aside for other groups, so that nothing of theirs is
// held back.
#include <cerrno>

#include <sched.h>
#include <sys/mman.h>

#include "workloads/lib/clock.h"
#include "workloads/lib/pages.h"
#include "workloads/lib/serve.h"
#include "workloads/lib/write_text.h"
#include "workloads/lib/writer.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"file", Kind::control_file, "", "memory.high of the group that it is in"},
};

constexpr Time between_rounds = 50 * millisecond;

// A charge makes its CPU put a batch aside for the group (refill_stock() in mm/memcontrol.c), up to 6.15 in
// the place of another group's; a group that is above its memory.high when that is written has every CPU on
// which it has something give back all that it keeps, for whomever (drain_all_stock()). One such drain may
// find another under way and then does nothing, so the round is made again and again.
class Displacer final : public RestingWork {
 public:
  Displacer(const Arguments& arguments, Status& status)
      : RestingWork(status), file_(arguments.control_file("file")) {}

  // False with a message. Locked, it has no pages that its own memory.high could take.
  bool prepare() {
    if (::sched_getaffinity(0, sizeof all_, &all_) == 0 && ::mlockall(MCL_CURRENT) == 0) return true;
    complain_errno("get ready to go from CPU to CPU", "", errno);
    return false;
  }

  Advance advance() override {
    for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu)
      if (CPU_ISSET(cpu, &all_) && !charge_on(cpu)) return Advance::failed;
    (void)::sched_setaffinity(0, sizeof all_, &all_);
    if (!write_text(file_, "0") || !write_text(file_, "max")) return refused(errno);
    return Advance::complete;
  }

  Advance keep() override {
    status().wait_until(now() + between_rounds);
    return advance() == Advance::failed ? Advance::failed : Advance::more;
  }

 private:
  // False with a message.
  static bool charge_on(int cpu) {
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    if (::sched_setaffinity(0, sizeof one, &one) != 0) return true;  // it has gone offline
    std::byte* memory = map_private(page_size());
    if (memory == nullptr) return false;
    touch_page(memory, 0);
    return ::munmap(memory, page_size()) == 0;
  }

  const char* file_;
  cpu_set_t all_{};
};

int run(const Arguments& arguments, Status& status) {
  Displacer displacer(arguments, status);
  if (!displacer.prepare()) return exit_failure;
  return serve(displacer, status);
}

}  // namespace

extern const Program displacer{
    "displacer", "charges on each CPU in turn and has the CPUs give back what they have put aside",
    parameters, only_finish, run};

}  // namespace limitest::workload
