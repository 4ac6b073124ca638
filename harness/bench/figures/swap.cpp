// SPDX-License-Identifier: Apache-2.0
// Anonymous pages that go to swap and come back.
#include <algorithm>

#include <sys/mman.h>

#include "harness/bench/figures/figure.h"
#include "harness/bench/figures/memory.h"

namespace limitest::bench {
namespace {

// A batch of anonymous pages to swap, or back.
class Swap : public Operation {
 public:
  Swap(Mapping mapping, bool out) : mapping_(std::move(mapping)), out_(out) {}
  Errno prepare() override {
    const Errno answer = mapping_.populate();
    return out_ || !answer.accepted() ? answer : page_out();
  }
  Errno run() override {
    if (out_) return page_out();
    mapping_.touch();
    return {};
  }
  [[nodiscard]] double units() const override { return batch_pages; }

 private:
  Errno page_out() {
    constexpr int madv_pageout = 21;  // since Linux 5.4
    return answer_of(::madvise(mapping_.begin(), mapping_.size(), madv_pageout));
  }
  Mapping mapping_;
  bool out_;
};

Result<std::vector<Sample>> swap(const Scene& scene, bool out) {
  const std::string swaps = read_file("/proc/swaps").value_or("");
  if (std::count(swaps.begin(), swaps.end(), '\n') < 2)
    return failure("this machine has no swap; a guest has: limitest bench --kernel IMAGE --swap 256M");
  const Seat root = LIMITEST_TRY(scene.root_seat());
  const Seat child = LIMITEST_TRY(scene.seat(1));
  Swap operation(LIMITEST_TRY(Mapping::anonymous(batch_size)), out);
  return interleave({root.entrance(), &operation}, {child.entrance(), &operation}, scene.budget);
}

}  // namespace

Figures swap_figures() {
  return {
      {.name = "limit/swap_out",
       .unit = "page",
       .measure = [](const Scene& scene) { return swap(scene, true); }},
      {.name = "limit/swap_in",
       .unit = "page",
       .measure = [](const Scene& scene) { return swap(scene, false); }},
  };
}

}  // namespace limitest::bench
