// SPDX-License-Identifier: Apache-2.0
// Moving a task's charges along with it (cgroup-v1/memory.rst, "Move charges at task migration"), which
// the kernel did up to 6.12: the code was removed in 6.13 ("memcg-v1: fully deprecate
// move_charge_at_immigrate"). Against the same move with the charges left behind.
#include <cerrno>
#include <thread>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "harness/bench/figures/child.h"
#include "harness/bench/figures/figure.h"
#include "harness/bench/figures/memory.h"

namespace limitest::bench {
namespace {

constexpr std::size_t kind_size = std::size_t{8} << 20;
constexpr double megabytes = 8;

enum class Kind : std::uint8_t { anonymous, file, shmem, both };

std::string to_string(Kind kind) {
  switch (kind) {
    case Kind::anonymous:
      return "anon";
    case Kind::file:
      return "file";
    case Kind::shmem:
      return "shmem";
    case Kind::both:
      return "both";
  }
  return "";
}

// Fills memory of that kind in the calling process, mapped, since only mapped pages are moved.
bool fill(Kind kind) {
  const auto keep = [](Result<Mapping> mapping) {
    if (!mapping) return false;
    mapping->touch();
    static std::vector<Mapping> kept;
    kept.push_back(std::move(*mapping));
    return true;
  };
  const std::size_t size = kind == Kind::both ? kind_size / 2 : kind_size;
  if (kind == Kind::anonymous || kind == Kind::both)
    if (!keep(Mapping::anonymous(size))) return false;
  if (kind == Kind::anonymous) return true;
  auto file = kind == Kind::shmem ? memory_file() : disk_file();
  if (!file || ::ftruncate(file->number(), static_cast<off_t>(size)) != 0) return false;
  return keep(Mapping::shared(*file, size));
}

// Threads that only wait, for as long as the process lives.
void add_threads(int count) {
  for (int i = 0; i < count; ++i) std::thread([] { ::pause(); }).detach();
}

// Moves a process to and fro between two groups.
class Move : public Operation {
 public:
  Move(const Seat& one, const Seat& other, std::string file, int pid)
      : groups_{&one.group(), &other.group()}, file_(std::move(file)), pid_(fmt::to_string(pid)) {}
  Errno run() override {
    at_ = 1 - at_;
    return groups_[at_]->write(file_, pid_);
  }
  // A move that takes charges along waits for an RCU grace period, once, however much there is to move;
  // that is no cost of a MB.
  [[nodiscard]] clockid_t clock() const override { return CLOCK_THREAD_CPUTIME_ID; }
  [[nodiscard]] double units() const override { return megabytes; }

 private:
  const cgroup::Group* groups_[2];
  std::string file_;
  std::string pid_;
  std::size_t at_ = 0;
};

Result<> refuse_where_gone(const Scene& scene) {
  utsname names{};
  ::uname(&names);
  if (!scene.v1())
    return failure("charges move on v1 only; Linux {} has its memory controller on v2 here", names.release);
  const Seat probe = LIMITEST_TRY(scene.seat("probe"));
  const Errno answer = probe.group().write("memory.move_charge_at_immigrate", "3");
  if (answer.accepted()) return {};
  return failure(
      "Linux {} moves no charges: memory.move_charge_at_immigrate answers {}; the code was removed in 6.13 "
      "(run an older kernel: limitest bench move --kernel IMAGE)",
      names.release, answer.name());
}

struct MoveCase {
  Kind kind;
  bool whole_process;  // through cgroup.procs; else the leading thread alone, through tasks
  int threads;
};

Result<std::vector<Sample>> move_charges(const Scene& scene, MoveCase wanted) {
  LIMITEST_TRY_VOID(refuse_where_gone(scene));
  const Seat from = LIMITEST_TRY(scene.seat("from"));
  const Seat to = LIMITEST_TRY(scene.seat("to"));
  const Seat root = LIMITEST_TRY(scene.root_seat());
  if (const Errno answer = from.entrance()(); !answer.accepted())
    return failure("enter: {}", answer.described());
  const auto child = HeldChild::fork([&] {
    add_threads(wanted.threads - 1);
    return fill(wanted.kind);
  });
  if (const Errno answer = root.entrance()(); !answer.accepted())
    return failure("leave: {}", answer.described());
  if (!child) return failure("a process to move did not start");
  Move move(from, to, wanted.whole_process ? "cgroup.procs" : "tasks", child->pid());
  const auto charges = [&](const std::string& flag) {
    return [&, flag] {
      for (const Seat* seat : {&from, &to})
        if (const Errno answer = seat->group().write("memory.move_charge_at_immigrate", flag);
            !answer.accepted())
          return answer;
      return Errno{};
    };
  };
  // A base sample goes and a base sample comes back, so the charges are where the task is when it is the
  // subject's turn; which group that is does not matter.
  class ThereAndBack : public Operation {
   public:
    explicit ThereAndBack(Operation& one_way) : one_way_(one_way) {}
    Errno run() override {
      const Errno answer = one_way_.run();
      return answer.accepted() ? one_way_.run() : answer;
    }
    [[nodiscard]] clockid_t clock() const override { return one_way_.clock(); }
    [[nodiscard]] double units() const override { return 2 * one_way_.units(); }

   private:
    Operation& one_way_;
  } both_ways(move);
  return interleave({charges("0"), &both_ways}, {charges("3"), &both_ways}, scene.budget);
}

Figure move_figure(std::string name, MoveCase wanted) {
  return {.name = std::move(name),
          .unit = "MB",
          .measure = [wanted](const Scene& scene) { return move_charges(scene, wanted); },
          .processes = 3};
}

}  // namespace

Figures move_charge_figures() {
  Figures all;
  for (const Kind kind : {Kind::anonymous, Kind::file, Kind::shmem, Kind::both}) {
    all.push_back(move_figure(fmt::format("move/{}/process", to_string(kind)), {kind, true, 1}));
    all.push_back(move_figure(fmt::format("move/{}/thread", to_string(kind)), {kind, false, 1}));
  }
  for (const int threads : {4, 16, 64})
    all.push_back(
        move_figure(fmt::format("move/anon/threads:{}", threads), {Kind::anonymous, true, threads}));
  return all;
}

}  // namespace limitest::bench
