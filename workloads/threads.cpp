// SPDX-License-Identifier: Apache-2.0
// threads: one address space used by several tasks, which may be moved one by one.
#include <algorithm>
#include <atomic>
#include <cerrno>
#include <climits>

#include <pthread.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "workloads/lib/pages.h"
#include "workloads/lib/serve.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"threads", Kind::count, "4", "how many, with the main thread, which is number 0 and leads the group"},
    {"size", Kind::size, "1M", "memory each of them writes to over and over, in whole pages"},
    {"rest", Kind::duration, "10ms", "pause of each thread between two goes over its memory"},
    {"leader", Kind::word, "stays",
     "leaves: the main thread has ended before memory is touched, and another is number 0", "stays|leaves"},
};

constexpr std::uint64_t most_threads = 4096;

// What all threads share. Each owns the part of `memory` that its number says.
struct Team {
  Status status;
  std::byte* memory;
  std::uint64_t size;
  Time rest;
  std::atomic<bool> released = false;
  std::atomic<std::uint32_t> full = 0;  // threads that hold all of their memory
  std::atomic<std::uint32_t> next = 1;
};

class Member {
 public:
  Member(Team& team, std::uint32_t number) : team_(team), memory_(team.memory + number * team.size) {}

  // One go over the memory, or, when the team was told to, gives it back.
  void go() {
    if (team_.released)
      give_back();
    else if (touched_)
      sweep();
    else
      take();
  }

 private:
  void take() {
    for (std::uint64_t offset = 0; offset < team_.size; offset += page_size()) {
      touch_page(memory_ + offset, 0);
      team_.status.touched_more_shared(page_size());
    }
    touched_ = true;
    ++team_.full;
  }
  void sweep() {
    for (std::uint64_t offset = 0; offset < team_.size; offset += page_size())
      touch_page(memory_ + offset, 0);
    team_.status.beat_shared();
  }
  void give_back() {
    if (!touched_) return;
    ::madvise(memory_, team_.size, MADV_DONTNEED);
    team_.status.touched_less_shared(team_.size);
    touched_ = false;
    --team_.full;
  }

  Team& team_;
  std::byte* memory_;
  bool touched_ = false;
};

void* follow(void* shared) {
  auto& team = *static_cast<Team*>(shared);
  Member member(team, team.next++);
  for (;;) {
    member.go();
    sleep_until(now() + std::clamp(team.rest, Time{0}, nap_length));
  }
}

// The main thread: starts the others, leads, and listens to commands.
class Leader final : public Work {
 public:
  Leader(Team& team, std::uint32_t wanted) : team_(team), self_(team, 0), wanted_(wanted) {
    team_.status.children(running_);
  }

  Advance advance() override {
    team_.released = false;
    if (running_ < wanted_) {
      start_one();
      return Advance::more;
    }
    work_and_rest();
    return team_.full == wanted_ ? Advance::complete : Advance::more;
  }

  Advance keep() override {
    work_and_rest();
    return Advance::more;
  }

  void release() override {
    team_.released = true;
    self_.go();
    while (team_.full > 0) team_.status.wait_until(now() + millisecond);
  }

 private:
  void start_one() {
    pthread_attr_t attributes;
    ::pthread_attr_init(&attributes);
    ::pthread_attr_setstacksize(&attributes, std::max<std::size_t>(PTHREAD_STACK_MIN, std::size_t{64} << 10));
    pthread_t thread{};
    const int error = ::pthread_create(&thread, &attributes, follow, &team_);
    ::pthread_attr_destroy(&attributes);
    if (error != 0) {
      team_.status.refused(error);
      team_.status.nap();
      return;
    }
    ::pthread_detach(thread);
    team_.status.children(++running_);
  }
  void work_and_rest() {
    self_.go();
    team_.status.wait_until(now() + team_.rest);
  }

  Team& team_;
  Member self_;
  std::uint32_t wanted_;
  std::uint32_t running_ = 1;
};

// A process lives on without its main thread, which `main_thread` tells the end of: the kernel clears it.
struct Succession {
  Leader& leader;
  Status& status;
  int main_thread = 1;
};

void* succeed(void* shared) {
  auto& succession = *static_cast<Succession*>(shared);
  while (std::atomic_ref(succession.main_thread).load() != 0) sleep_until(now() + millisecond);
  ::_exit(serve(succession.leader, succession.status));
}

// Does not return but for an error.
int leave(Leader& leader, Status& status) {
  Succession succession{leader, status};  // a stack outlives its thread, as long as the process is there
  ::syscall(SYS_set_tid_address, &succession.main_thread);
  pthread_t successor{};
  if (const int error = ::pthread_create(&successor, nullptr, succeed, &succession); error != 0) {
    complain_errno("start a thread", "", error);
    return exit_failure;
  }
  ::syscall(SYS_exit, 0);  // of this thread alone
  __builtin_unreachable();
}

int run(const Arguments& arguments, Status& status) {
  const std::uint64_t wanted = arguments.count("threads");
  const std::uint64_t size = whole_pages(arguments.size("size"));
  if (!not_zero(wanted, "threads") || !not_zero(size, "size")) return exit_usage;
  if (wanted > most_threads) {
    complain("--threads: at most ", most_threads);
    return exit_usage;
  }
  void* memory = ::mmap(nullptr, wanted * size, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) {
    complain_errno("map the memory of the threads", "", errno);
    return exit_failure;
  }
  // The others go on with it until the process is gone, when this function has long returned.
  static Team team{status, static_cast<std::byte*>(memory), size, arguments.duration("rest")};
  Leader leader(team, static_cast<std::uint32_t>(wanted));
  return arguments.word("leader") == "leaves" ? leave(leader, status) : serve(leader, status);
}

}  // namespace

extern const Program threads{"threads", "threads of one process, each going over memory of its own",
                             parameters, release_again_finish, run};

}  // namespace limitest::workload
