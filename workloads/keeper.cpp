// SPDX-License-Identifier: Apache-2.0
// keeper: takes a fixed amount of memory and keeps using it, as `stress --vm-keep` does.
#include <algorithm>
#include <cerrno>
#include <cstring>

#include "workloads/lib/allocator.h"
#include "workloads/lib/family.h"
#include "workloads/lib/pages.h"
#include "workloads/lib/score.h"
#include "workloads/lib/serve.h"
#include "workloads/lib/writer.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"size", Kind::size, "16M", "memory to keep, in whole pages"},
    {"mode", Kind::word, "touch",
     "touch: check and write a word of each page over and over; fill: write all of it over and over; "
     "look: check each page without writing; hold: leave it alone",
     "touch|fill|look|hold"},
    {"heirs", Kind::count, "0", "children forked once it has its memory, who share it"},
    {"heir", Kind::word, "idle", "what each of them does: idle: leave it alone; look: as in mode look",
     "idle|look"},
    {"rest", Kind::duration, "10ms", "pause between two goes over the memory; 0: none"},
    {"score",
     Kind::count,
     "0",
     "its oom_score_adj: how much the OOM killer wants it, up to 1000",
     {},
     manner},
    spared_parameter,
    allocator_parameter,
    decay_parameter,
    thp_parameter,
};

// Of the first touch: commands are looked at between two pieces.
constexpr std::size_t piece = std::size_t{1} << 20;

// Of a fill. Processors write long runs half as fast again as short ones (up to 16M here), so the pieces
// are long; at ordinary speeds one is still a few milliseconds.
constexpr std::size_t run_of_fill = std::size_t{128} << 20;

enum class Mode : std::uint8_t { touch, fill, look, hold };

Mode mode_of(std::string_view word) {
  if (word == "fill") return Mode::fill;
  if (word == "look") return Mode::look;
  return word == "hold" ? Mode::hold : Mode::touch;
}

class Keeper final : public Work {
 public:
  Keeper(const Arguments& arguments, Family& heirs, Status& status)
      : status_(status),
        heirs_(heirs),
        wanted_heirs_(arguments.count("heirs")),
        heirs_look_(arguments.word("heir") == "look"),
        allocator_(Allocator::from(arguments)),
        size_(whole_pages(arguments.size("size"))),
        rest_(arguments.duration("rest")),
        mode_(mode_of(arguments.word("mode"))) {}

  Advance advance() override {
    if (memory_ == nullptr) memory_ = static_cast<std::byte*>(allocator_.take(size_));
    if (memory_ == nullptr) {
      status_.refused(errno);
      status_.nap();
      return Advance::more;
    }
    if (taken_ < size_) {
      const std::size_t bytes = std::min(piece, size_ - taken_);
      touch(memory_ + taken_, bytes, status_);
      taken_ += bytes;
    }
    if (taken_ < size_ || !all_heirs()) return Advance::more;
    say(status_, taken_, "memory held.");
    return Advance::complete;
  }

  Advance keep() override {
    if (mode_ == Mode::fill) fill();
    if (mode_ == Mode::touch && !touch_again()) return Advance::spoiled;
    if (mode_ == Mode::look && !look()) return Advance::spoiled;
    if (mode_ == Mode::hold)
      status_.nap();
    else if (rest_ != 0)
      status_.wait_until(now() + rest_);
    return Advance::more;
  }

  void release() override {
    heirs_.end_all();
    if (memory_ != nullptr) allocator_.give_back(memory_, size_);
    memory_ = nullptr;
    taken_ = 0;
    sweep_ = 0;
    status_.touched_now(0);
  }

 private:
  bool all_heirs() {
    while (heirs_.alive() < wanted_heirs_) {
      const int error = heirs_.add([this](std::atomic<std::uint64_t>&) {
        while (heirs_look_) look_once();
        return true;
      });
      if (error == 0) continue;
      status_.refused(error);
      status_.nap();
      return false;
    }
    return true;
  }

  bool touch_again() { return is_whole(sweep_pages(memory_, size_, ++sweep_, status_)); }

  bool look() { return is_whole(look_at_pages(memory_, size_, status_)); }

  // Of an heir: what a page holds is for the keeper to judge.
  void look_once() const {
    for (std::size_t offset = 0; offset < size_; offset += page_size())
      static_cast<void>(*static_cast<const volatile std::byte*>(memory_ + offset));
    if (rest_ != 0) sleep_until(now() + rest_);
  }

  [[nodiscard]] bool is_whole(const std::byte* lost) const {
    if (lost == nullptr) return true;
    complain("keeper: the page ", static_cast<std::uint64_t>(lost - memory_) / page_size(),
             " of its memory does not hold what was written to it");
    return false;
  }

  void fill() {
    const int value = static_cast<int>(++sweep_ % 255) + 1;
    for (std::size_t offset = 0; offset < size_; offset += run_of_fill) {
      std::memset(memory_ + offset, value, std::min(run_of_fill, size_ - offset));
      __asm__ volatile("" : : "r"(memory_) : "memory");  // nobody reads it, but it is to be written
      status_.beat();
    }
  }

  Status& status_;
  Family& heirs_;
  std::uint64_t wanted_heirs_;
  bool heirs_look_;
  Allocator allocator_;
  std::size_t size_;
  Time rest_;
  Mode mode_;
  std::byte* memory_ = nullptr;
  std::size_t taken_ = 0;
  std::uint64_t sweep_ = 0;
};

bool take_its_score(const Arguments& arguments) {
  const auto score = static_cast<std::int64_t>(arguments.count("score"));
  return (score == 0 || take_score(score)) && spare_if_asked(arguments);
}

int run(const Arguments& arguments, Status& status) {
  if (!not_zero(arguments.size("size"), "size")) return exit_usage;
  if (!take_its_score(arguments)) return exit_failure;
  Family heirs(status);
  if (arguments.count("heirs") != 0 && !heirs.prepare(arguments.count("heirs"))) return exit_failure;
  Keeper keeper(arguments, heirs, status);
  const int result = serve(keeper, status);
  heirs.end_all();
  return result;
}

}  // namespace

extern const Program keeper{"keeper", "keeps a fixed amount of memory and goes over it again and again",
                            parameters, release_again_finish, run};

}  // namespace limitest::workload
