// SPDX-License-Identifier: Apache-2.0
// Page cache that goes: because a page more finds no room, because the limit falls, because someone asks.
#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

#include "harness/bench/figures/figure.h"
#include "harness/bench/figures/memory.h"

namespace limitest::bench {
namespace {

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
  const Seat tight = LIMITEST_TRY(scene.seat("tight", Bytes{8 << 20}));
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
  Fd undo = undone.empty() ? Fd() : LIMITEST_TRY(open_limit(scene, box));
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

}  // namespace

Figures reclaim_figures() {
  return {
      {.name = "limit/reclaim_cache", .unit = "page", .measure = reclaim_clean_cache},
      {.name = "limit/shrink", .unit = "page reclaimed", .measure = shrink},
      {.name = "limit/empty", .unit = "page reclaimed", .measure = empty_the_group},
  };
}

}  // namespace limitest::bench
