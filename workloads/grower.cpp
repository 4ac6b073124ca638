// SPDX-License-Identifier: Apache-2.0
// grower: takes memory step by step and keeps it, until something stops it.
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <new>

#include <unistd.h>

#include "workloads/lib/allocator.h"
#include "workloads/lib/pages.h"
#include "workloads/lib/score.h"
#include "workloads/lib/serve.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"step", Kind::size, "1M", "memory taken and written to at a time, in whole pages", {}, manner},
    {"every", Kind::duration, "0s", "time from step to step, without drift; 0: as fast as it can"},
    {"until", Kind::size, "0", "memory to end with; 0: no end"},
    {"then", Kind::word, "hold", "what to do at `until`", "hold|exit"},
    {"on-term", Kind::word, "die", "die: SIGTERM ends it; exit: a handler does, with status 0", "die|exit"},
    spared_parameter,
    allocator_parameter,
    decay_parameter,
    thp_parameter,
};

// Written over a block's first bytes when all of it is touched: the list of blocks costs no memory.
struct Block {
  Block* next;
  std::uint64_t bytes;
};

class Grower final : public RestingWork {
 public:
  Grower(const Arguments& arguments, Status& status)
      : RestingWork(status),
        allocator_(Allocator::from(arguments)),
        step_(whole_pages(arguments.size("step"))),
        until_(whole_pages(arguments.size("until"))),
        every_(arguments.duration("every")),
        then_exit_(arguments.word("then") == "exit"),
        pace_(every_) {}

  Advance advance() override {
    if (until_ != 0 && total_ >= until_) return then_exit_ ? Advance::finished : Advance::complete;
    if (early()) return Advance::more;
    const std::uint64_t bytes = until_ != 0 ? std::min(step_, until_ - total_) : step_;
    void* memory = allocator_.take(bytes);
    if (memory == nullptr) return refused(errno);
    touch(static_cast<std::byte*>(memory), bytes, status());
    blocks_ = new (memory) Block{blocks_, bytes};
    total_ += bytes;
    say(status(), total_, "memory allocated.");
    return Advance::more;
  }

  void release() override {
    while (blocks_ != nullptr) {
      const Block block = *blocks_;
      allocator_.give_back(blocks_, block.bytes);
      blocks_ = block.next;
    }
    total_ = 0;
    status().touched_now(0);
    pace_ = Pace(every_);
  }

 private:
  // The first step is due at once, each other one an interval after the last.
  bool early() {
    if (every_ == 0 || total_ == 0) return false;
    if (now() < pace_.next()) {
      status().wait_until(pace_.next());
      if (now() < pace_.next()) return true;
    }
    pace_.step();
    return false;
  }

  Allocator allocator_;
  std::uint64_t step_;
  std::uint64_t until_;
  Time every_;
  bool then_exit_;
  Pace pace_;
  std::uint64_t total_ = 0;
  Block* blocks_ = nullptr;
};

void leave(int) {
  ::_exit(0);
}

int run(const Arguments& arguments, Status& status) {
  if (!not_zero(arguments.size("step"), "step")) return exit_usage;
  if (!spare_if_asked(arguments)) return exit_failure;
  if (arguments.word("on-term") == "exit") std::signal(SIGTERM, leave);
  Grower grower(arguments, status);
  return serve(grower, status);
}

}  // namespace

extern const Program grower{"grower",
                            "takes memory step by step and keeps it; tries again where the kernel refuses",
                            parameters, release_again_finish, run};

}  // namespace limitest::workload
