// SPDX-License-Identifier: Apache-2.0
// What happens at the limit: reclaim, refusals, shrinking, swapping.
#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "harness/bench/figures/figure.h"
#include "harness/bench/figures/memory.h"

namespace limitest::bench {
namespace {

constexpr Bytes megabyte{1 << 20};
constexpr off_t large_file = off_t{64} << 20;

// Reads ever new pages of a file of holes, so that each read takes fresh page cache.
class ReadOn : public Operation {
 public:
  ReadOn(Fd file, bool drop_first) : file_(std::move(file)), drop_first_(drop_first) {}
  static Result<std::unique_ptr<ReadOn>> make(bool drop_first) {
    Fd file = LIMITEST_TRY(cached_file());
    if (const Errno answer = punch(file, large_file); !answer.accepted())
      return failure("make a file of holes: {}", answer.described());
    return std::make_unique<ReadOn>(std::move(file), drop_first);
  }
  Errno prepare() override {
    at_ = (at_ + static_cast<off_t>(batch_size)) % large_file;
    return drop_first_ && at_ == 0 ? punch(file_, large_file) : Errno{};
  }
  Errno run() override { return answer_of(::pread(file_.number(), buffer_.data(), buffer_.size(), at_)); }
  [[nodiscard]] double units() const override { return batch_pages; }

 private:
  Fd file_;
  bool drop_first_;
  off_t at_ = 0;
  std::vector<char> buffer_ = std::vector<char>(batch_size);
};

Result<std::vector<Sample>> reclaim_clean_cache(const Scene& scene) {
  const Seat roomy = LIMITEST_TRY(scene.seat("roomy"));
  const Seat tight = LIMITEST_TRY(scene.seat("tight", Bytes{8 * megabyte.count}));
  const auto fresh = LIMITEST_TRY(ReadOn::make(true));
  const auto reclaiming = LIMITEST_TRY(ReadOn::make(false));
  if (const Errno answer = tight.entrance()(); !answer.accepted())
    return failure("enter {}: {}", tight.group().path(), answer.described());
  for (off_t at = 0; at < large_file; at += static_cast<off_t>(batch_size)) {
    (void)reclaiming->prepare();
    if (const Errno answer = reclaiming->run(); !answer.accepted())
      return failure("fill the page cache: {}", answer.described());
  }
  return interleave({roomy.entrance(), fresh.get()}, {tight.entrance(), reclaiming.get()}, scene.budget);
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
  const Seat tight = LIMITEST_TRY(scene.seat("tight", Bytes{4 * megabyte.count}));
  LIMITEST_TRY_VOID(set(tight.group(), "memory.oom_control", "1"));
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

Result<Fd> limit_of(const Scene& scene, const Seat& seat) {
  auto file = seat.group().open_file(scene.limit_file(), O_WRONLY);
  if (!file) return failure("open {}: {}", scene.limit_file(), file.error().described());
  return std::move(*file);
}

// Between two limits far above usage: the cost of the write alone.
Result<std::vector<Sample>> set_limit(const Scene& scene) {
  const Seat box = LIMITEST_TRY(scene.seat("box"));
  WriteLimit write(LIMITEST_TRY(limit_of(scene, box)), "64M", "32M", 0);
  return repeat({.operation = &write}, scene.budget);
}

// Below what is held and cannot be reclaimed: v1 tries, and refuses (EBUSY); v2 would kill.
Result<std::vector<Sample>> refused_shrink(const Scene& scene) {
  if (!scene.v1()) return failure("v2 accepts every limit, and kills");
  const Seat box = LIMITEST_TRY(scene.seat("box", Bytes{64 * megabyte.count}));
  LIMITEST_TRY_VOID(set(box.group(), "memory.swappiness", "0"));
  const auto held = LIMITEST_TRY(Mapping::anonymous(static_cast<std::size_t>(16 * megabyte.count)));
  if (const Errno answer = box.entrance()(); !answer.accepted())
    return failure("enter: {}", answer.described());
  if (const Errno answer = held.populate(); !answer.accepted())
    return failure("fill: {}", answer.described());
  WriteLimit write(LIMITEST_TRY(limit_of(scene, box)), "8M", "8M", EBUSY);
  return repeat({.operation = &write}, scene.budget);
}

// Reclaims by writing to a control file what has been read into the page cache before.
class WriteToReclaim : public Operation {
 public:
  WriteToReclaim(std::unique_ptr<ReadOn> reader, Fd file, std::string value, Fd undo, std::string undone)
      : reader_(std::move(reader)),
        file_(std::move(file)),
        value_(std::move(value)),
        undo_(std::move(undo)),
        undone_(std::move(undone)) {}
  Errno prepare() override {
    for (int i = 0; i < batches; ++i) {
      if (const Errno answer = reader_->prepare(); !answer.accepted()) return answer;
      if (const Errno answer = reader_->run(); !answer.accepted()) return answer;
    }
    return {};
  }
  Errno run() override {
    const Errno answer = write_once(file_.number(), value_);
    return answer.code == EAGAIN ? Errno{} : answer;  // memory.reclaim got less than it was asked for
  }
  Errno reset() override { return undo_ ? write_once(undo_.number(), undone_) : Errno{}; }
  [[nodiscard]] double units() const override { return batches * static_cast<double>(batch_pages); }

 private:
  static constexpr int batches = 16;
  std::unique_ptr<ReadOn> reader_;
  Fd file_;
  std::string value_;
  Fd undo_;
  std::string undone_;
};

Result<std::vector<Sample>> reclaiming_write(const Scene& scene, const std::string& file,
                                             const std::string& value, const std::string& undone) {
  const Seat box = LIMITEST_TRY(scene.seat("box"));
  auto opened = box.group().open_file(file, O_WRONLY);
  if (!opened) return failure("this kernel has no {}: {}", file, opened.error().described());
  Fd undo = undone.empty() ? Fd() : LIMITEST_TRY(limit_of(scene, box));
  WriteToReclaim write(LIMITEST_TRY(ReadOn::make(true)), std::move(*opened), value, std::move(undo), undone);
  // Read from within the group, write from outside: force_empty wants a group without tasks on older kernels.
  class Outside : public Operation {
   public:
    Outside(Operation& inner, const Seat& in, const Seat& out)
        : inner_(inner), enter_(in.entrance()), leave_(out.entrance()) {}
    Errno prepare() override {
      if (const Errno answer = enter_(); !answer.accepted()) return answer;
      const Errno answer = inner_.prepare();
      return answer.accepted() ? leave_() : answer;
    }
    Errno run() override { return inner_.run(); }
    Errno reset() override { return inner_.reset(); }
    [[nodiscard]] double units() const override { return inner_.units(); }

   private:
    Operation& inner_;
    std::function<Errno()> enter_, leave_;
  };
  const Seat root = LIMITEST_TRY(scene.root_seat());
  Outside operation(write, box, root);
  return repeat({.operation = &operation}, scene.budget);
}

Result<std::vector<Sample>> empty_the_group(const Scene& scene) {
  if (scene.v1()) return reclaiming_write(scene, "memory.force_empty", "0", "");
  return reclaiming_write(scene, "memory.reclaim", "4M", "");
}

// The limit falls below what the page cache holds, and as much of it goes as was read since the last time.
Result<std::vector<Sample>> shrink(const Scene& scene) {
  return reclaiming_write(scene, scene.limit_file(), "2M", scene.v1() ? "-1" : "max");
}

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

Figures at_limit_figures() {
  return {
      {.name = "limit/reclaim_cache", .unit = "page", .measure = reclaim_clean_cache},
      {.name = "limit/failing_charge", .unit = "refused page", .measure = failing_charge},
      {.name = "limit/set", .unit = "write", .measure = set_limit},
      {.name = "limit/shrink", .unit = "page reclaimed", .measure = shrink},
      {.name = "limit/shrink_refused", .unit = "EBUSY", .measure = refused_shrink},
      {.name = "limit/empty", .unit = "page reclaimed", .measure = empty_the_group},
      {.name = "limit/swap_out",
       .unit = "page",
       .measure = [](const Scene& scene) { return swap(scene, true); }},
      {.name = "limit/swap_in",
       .unit = "page",
       .measure = [](const Scene& scene) { return swap(scene, false); }},
  };
}

}  // namespace limitest::bench
