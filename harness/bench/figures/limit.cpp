// SPDX-License-Identifier: Apache-2.0
// The limit itself: what it costs to set it, and what is refused because of it.
#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

#include "harness/bench/figures/figure.h"
#include "harness/bench/figures/memory.h"

namespace limitest::bench {
namespace {

// Writes values to the limit file in turn.
class WriteLimit : public Operation {
 public:
  WriteLimit(Fd file, std::string one, std::string other, int expected)
      : file_(std::move(file)), one_(std::move(one)), other_(std::move(other)), expected_(expected) {}
  Errno run() override {
    const Errno answer = write_once(file_.number(), second_ ? other_ : one_);
    second_ = !second_;
    return answer.code == expected_ ? Errno{} : answer.accepted() ? Errno{EEXIST} : answer;
  }

 private:
  Fd file_;
  std::string one_, other_;
  int expected_;
  bool second_ = false;
};

// Between two limits far above usage: the cost of the write alone.
Result<std::vector<Sample>> set_limit(const Scene& scene) {
  const Seat box = LIMITEST_TRY(scene.seat("box"));
  WriteLimit write(LIMITEST_TRY(open_limit(scene, box)), "64M", "32M", 0);
  return repeat({.operation = &write}, scene.budget);
}

// Below what is held and cannot be reclaimed: v1 tries, and refuses (EBUSY); v2 would kill.
Result<std::vector<Sample>> refused_shrink(const Scene& scene) {
  if (!scene.v1()) return failure("v2 accepts every limit, and kills");
  const Seat box = LIMITEST_TRY(scene.seat("box", Bytes{64 << 20}));
  LIMITEST_TRY_VOID(set(box.group(), "memory.swappiness", "0"));
  const auto held = LIMITEST_TRY(Mapping::anonymous(std::size_t{16} << 20));
  if (const Errno answer = box.entrance()(); !answer.accepted())
    return failure("enter: {}", answer.described());
  if (const Errno answer = held.populate(); !answer.accepted())
    return failure("fill: {}", answer.described());
  WriteLimit write(LIMITEST_TRY(open_limit(scene, box)), "8M", "8M", EBUSY);
  return repeat({.operation = &write}, scene.budget);
}

// A write to shared memory that finds no room: reclaim is tried, then the caller gets ENOMEM. With the
// OOM killer on it would end in a kill, so this can be had on v1 only.
class RefusedWrite : public Operation {
 public:
  explicit RefusedWrite(Fd file) : file_(std::move(file)) {}
  // Takes all there is; the first refusal ends it.
  Errno fill() {
    for (off_t at = 0;; at += page_size) {
      if (::pwrite(file_.number(), buffer_.data(), buffer_.size(), at) >= 0) continue;
      end_ = at;
      return errno == ENOMEM ? Errno{} : Errno{errno};
    }
  }
  Errno run() override {
    if (::pwrite(file_.number(), buffer_.data(), buffer_.size(), end_) >= 0) return Errno{EEXIST};
    return errno == ENOMEM ? Errno{} : Errno{errno};
  }

 private:
  Fd file_;
  off_t end_ = 0;
  std::vector<char> buffer_ = std::vector<char>(page_size);
};

Result<std::vector<Sample>> failing_charge(const Scene& scene) {
  if (!scene.v1()) return failure("on v2 a charge that fails ends in a kill; memory.oom_control is of v1");
  const Seat tight = LIMITEST_TRY(scene.seat("tight", Bytes{4 << 20}));
  LIMITEST_TRY_VOID(set(tight.group(), "memory.oom_control", "1"));
  // Else shared memory goes to the machine's swap, and no write is refused before that is full.
  LIMITEST_TRY_VOID(set(tight.group(), "memory.swappiness", "0"));
  RefusedWrite writer(LIMITEST_TRY(memory_file()));
  const Seat root = LIMITEST_TRY(scene.root_seat());
  if (const Errno answer = tight.entrance()(); !answer.accepted())
    return failure("enter: {}", answer.described());
  const Errno filled = writer.fill();
  // Out of the full group, where a page fault of our own would put us to sleep.
  if (const Errno answer = root.entrance()(); !answer.accepted())
    return failure("leave: {}", answer.described());
  if (!filled.accepted()) return failure("fill the group: {}", filled.described());
  class InAndOut : public Operation {
   public:
    InAndOut(RefusedWrite& inner, const Seat& in, const Seat& out)
        : inner_(inner), enter_(in.entrance()), leave_(out.entrance()) {}
    Errno prepare() override { return enter_(); }
    Errno run() override { return inner_.run(); }
    Errno reset() override { return leave_(); }

   private:
    RefusedWrite& inner_;
    std::function<Errno()> enter_, leave_;
  } operation(writer, tight, root);
  return repeat({.operation = &operation}, scene.budget);
}

}  // namespace

Figures limit_figures() {
  return {
      {.name = "limit/set", .unit = "write", .measure = set_limit},
      {.name = "limit/shrink_refused", .unit = "EBUSY", .measure = refused_shrink},
      {.name = "limit/failing_charge", .unit = "refused page", .measure = failing_charge},
  };
}

}  // namespace limitest::bench
