// SPDX-License-Identifier: Apache-2.0
// churn: an allocator under constant change, its live memory staying about the same.
#include <algorithm>
#include <cerrno>

#include <sys/mman.h>

#include "workloads/lib/allocator.h"
#include "workloads/lib/pages.h"
#include "workloads/lib/serve.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"live", Kind::size, "16M", "memory in use at a time, about; `touched` says it exactly"},
    {"least", Kind::size, "64", "smallest allocation, at least 8", {}, manner},
    {"most", Kind::size, "64K", "largest allocation", {}, manner},
    {"seed", Kind::count, "1", "the same seed gives the same sizes in the same order", {}, manner},
    {"rest", Kind::duration, "10ms", "pause between two rounds of 1024 replacements; 0: none"},
    allocator_parameter,
    decay_parameter,
};

struct Slot {
  std::byte* memory;
  std::uint64_t bytes;
};

class Churn final : public Work {
 public:
  Churn(const Arguments& arguments, Slot* slots, std::uint64_t count, Status& status)
      : status_(status),
        allocator_(Allocator::from(arguments)),
        least_(arguments.size("least")),
        most_(arguments.size("most")),
        random_(arguments.count("seed")),
        rest_(arguments.duration("rest")),
        slots_(slots),
        count_(count) {}

  Advance advance() override {
    if (!fill(slots_[filled_])) return Advance::more;
    if (++filled_ < count_) return Advance::more;
    say(status_, status_.touched(), "memory in use.");
    return Advance::complete;
  }

  Advance keep() override {
    constexpr int round = 1024;
    for (int i = 0; i < round && status_.pending() == Command::none; ++i) {
      Slot& slot = slots_[random() % count_];
      empty(slot);
      if (!fill(slot)) break;
    }
    if (rest_ != 0) status_.wait_until(now() + rest_);
    return Advance::more;
  }

  void release() override {
    std::for_each(slots_, slots_ + count_, [this](Slot& slot) { empty(slot); });
    filled_ = 0;
  }

 private:
  std::uint64_t random() {
    random_ = random_ * 6364136223846793005U + 1442695040888963407U;
    return random_ >> 33U;
  }

  bool fill(Slot& slot) {
    if (slot.memory != nullptr) return true;
    const std::uint64_t bytes = least_ + random() % (most_ - least_ + 1);
    auto* memory = static_cast<std::byte*>(allocator_.take(bytes));
    if (memory == nullptr) {
      status_.refused(errno);
      status_.nap();
      return false;
    }
    for (std::uint64_t offset = 0; offset + sizeof(std::uint64_t) <= bytes; offset += page_size())
      touch_page(memory + offset, 0);
    slot = {memory, bytes};
    status_.touched_more(bytes);
    return true;
  }

  void empty(Slot& slot) {
    if (slot.memory == nullptr) return;
    allocator_.give_back(slot.memory, slot.bytes);
    status_.touched_now(status_.touched() - slot.bytes);
    slot.memory = nullptr;
  }

  Status& status_;
  Allocator allocator_;
  std::uint64_t least_;
  std::uint64_t most_;
  std::uint64_t random_;
  Time rest_;
  Slot* slots_;
  std::uint64_t count_;
  std::uint64_t filled_ = 0;
};

int run(const Arguments& arguments, Status& status) {
  const std::uint64_t least = arguments.size("least");
  const std::uint64_t most = arguments.size("most");
  if (least < sizeof(std::uint64_t) || most < least) {
    complain("--least and --most: 8 <= least <= most is required");
    return exit_usage;
  }
  const std::uint64_t mean = least + (most - least) / 2;
  const std::uint64_t count = std::max<std::uint64_t>(1, arguments.size("live") / mean);
  auto* slots = reinterpret_cast<Slot*>(map_private(count * sizeof(Slot)));
  if (slots == nullptr) return exit_failure;
  Churn churn(arguments, slots, count, status);
  return serve(churn, status);
}

}  // namespace

extern const Program churn{"churn", "allocates and frees blocks of many sizes, keeping about as many live",
                           parameters, release_again_finish, run};

}  // namespace limitest::workload
