// SPDX-License-Identifier: Apache-2.0
#include "workloads/lib/kernel_objects.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <ctime>

#include <fcntl.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "workloads/lib/pages.h"
#include "workloads/lib/resource_limits.h"
#include "workloads/lib/writer.h"

namespace limitest::workload {
namespace {

// Descriptors and other numbers by which the kernel knows its objects.
class Numbers {
 public:
  bool make_room(std::uint64_t count) {
    numbers_ = static_cast<int*>(std::calloc(count, sizeof *numbers_));
    if (numbers_ == nullptr) complain("no memory for so many numbers");
    return numbers_ != nullptr;
  }
  int& operator[](std::uint64_t index) { return numbers_[index]; }

 private:
  int* numbers_ = nullptr;  // for as long as the process lives
};

class Files final : public KernelObjects {
 public:
  bool prepare(std::uint64_t count) override { return allow_files(count) && numbers_.make_room(count); }
  int make(std::uint64_t index) override {
    numbers_[index] = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    return numbers_[index] < 0 ? errno : 0;
  }
  void drop(std::uint64_t made) override {
    while (made > 0) ::close(numbers_[--made]);
  }

 private:
  Numbers numbers_;
};

// Every other page of one mapping gets rights of its own, which makes two more of it.
class Mappings final : public KernelObjects {
 public:
  bool prepare(std::uint64_t count) override {
    bytes_ = 2 * count * page_size();
    void* at = ::mmap(nullptr, bytes_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (at == MAP_FAILED) complain_errno("map memory", "", errno);
    pages_ = static_cast<std::byte*>(at);
    return at != MAP_FAILED;
  }
  int make(std::uint64_t index) override {
    return ::mprotect(pages_ + 2 * index * page_size(), page_size(), PROT_READ) == 0 ? 0 : errno;
  }
  void drop(std::uint64_t /*made*/) override { ::mprotect(pages_, bytes_, PROT_NONE); }

 private:
  std::byte* pages_ = nullptr;
  std::uint64_t bytes_ = 0;
};

// What outlives the process, unless it has a namespace of its own.
bool stay_apart(const char* kind) {
  if (::unshare(CLONE_NEWIPC) == 0) return true;
  complain_errno("make a namespace for", kind, errno);
  return false;
}

class Messages final : public KernelObjects {
 public:
  bool prepare(std::uint64_t count) override {
    return stay_apart("message queues") && queues_.make_room(count / a_queue + 1);
  }
  int make(std::uint64_t index) override {
    const std::uint64_t queue = index / a_queue;
    if (queue == opened_) {
      const int number = ::msgget(IPC_PRIVATE, IPC_CREAT | 0600);
      if (number < 0) return errno;
      queues_[opened_++] = number;
    }
    return ::msgsnd(queues_[queue], &message_, sizeof message_.text, IPC_NOWAIT) == 0 ? 0 : errno;
  }
  void drop(std::uint64_t /*made*/) override {
    while (opened_ > 0) ::msgctl(queues_[--opened_], IPC_RMID, nullptr);
  }

 private:
  static constexpr std::uint64_t a_queue = 2;  // of the largest size, that is what fits

  Numbers queues_;
  std::uint64_t opened_ = 0;
  struct {
    long type = 1;
    std::array<char, 8192> text{};
  } message_;
};

// Sets of many, so that nearly all of the memory is theirs.
class Semaphores final : public KernelObjects {
 public:
  bool prepare(std::uint64_t count) override { return stay_apart("semaphores") && sets_.make_room(count); }
  int make(std::uint64_t index) override {
    constexpr int in_a_set = 250;
    sets_[index] = ::semget(IPC_PRIVATE, in_a_set, IPC_CREAT | 0600);
    return sets_[index] < 0 ? errno : 0;
  }
  void drop(std::uint64_t made) override {
    while (made > 0) ::semctl(sets_[--made], 0, IPC_RMID);
  }

 private:
  Numbers sets_;
};

class Timers final : public KernelObjects {
 public:
  bool prepare(std::uint64_t count) override {
    return allow(RLIMIT_SIGPENDING, 2 * count, "RLIMIT_SIGPENDING") && numbers_.make_room(count);
  }
  int make(std::uint64_t index) override {
    sigevent silent{};
    silent.sigev_notify = SIGEV_NONE;
    return ::syscall(SYS_timer_create, CLOCK_MONOTONIC, &silent, &numbers_[index]) == 0 ? 0 : errno;
  }
  void drop(std::uint64_t made) override {
    while (made > 0) ::syscall(SYS_timer_delete, numbers_[--made]);
  }

 private:
  Numbers numbers_;
};

// Of one that is blocked, as many as are sent wait, since it is a real-time signal.
class Signals final : public KernelObjects {
 public:
  bool prepare(std::uint64_t count) override {
    ::sigemptyset(&waiting_);
    ::sigaddset(&waiting_, SIGRTMAX);
    return ::sigprocmask(SIG_BLOCK, &waiting_, nullptr) == 0 &&
           allow(RLIMIT_SIGPENDING, 2 * count, "RLIMIT_SIGPENDING");
  }
  int make(std::uint64_t /*index*/) override { return ::sigqueue(::getpid(), SIGRTMAX, {}) == 0 ? 0 : errno; }
  void drop(std::uint64_t /*made*/) override {
    constexpr timespec now{};
    while (::sigtimedwait(&waiting_, nullptr, &now) > 0) {
    }
  }

 private:
  sigset_t waiting_{};
};

// Of epoll(7), all of one eventfd under many descriptors.
class Watches final : public KernelObjects {
 public:
  bool prepare(std::uint64_t count) override {
    watcher_ = ::epoll_create1(EPOLL_CLOEXEC);
    watched_ = ::eventfd(0, EFD_CLOEXEC);
    if (watcher_ < 0 || watched_ < 0) complain_errno("make an epoll instance", "", errno);
    return watcher_ >= 0 && watched_ >= 0 && allow_files(count) && numbers_.make_room(count);
  }
  int make(std::uint64_t index) override {
    const int copy = ::fcntl(watched_, F_DUPFD_CLOEXEC, 0);
    if (copy < 0) return errno;
    numbers_[index] = copy;
    epoll_event wanted{.events = EPOLLIN, .data = {.fd = copy}};
    if (::epoll_ctl(watcher_, EPOLL_CTL_ADD, copy, &wanted) == 0) return 0;
    const int error = errno;
    ::close(copy);
    return error;
  }
  void drop(std::uint64_t made) override {
    while (made > 0) {
      const int copy = numbers_[--made];
      ::epoll_ctl(watcher_, EPOLL_CTL_DEL, copy, nullptr);
      ::close(copy);
    }
  }

 private:
  int watcher_ = -1;
  int watched_ = -1;
  Numbers numbers_;
};

}  // namespace

KernelObjects* kernel_objects(std::string_view kind) {
  static Files files;
  static Mappings mappings;
  static Messages messages;
  static Semaphores semaphores;
  static Timers timers;
  static Signals signals;
  static Watches watches;
  if (kind == "files") return &files;
  if (kind == "mappings") return &mappings;
  if (kind == "messages") return &messages;
  if (kind == "semaphores") return &semaphores;
  if (kind == "timers") return &timers;
  if (kind == "signals") return &signals;
  return &watches;
}

}  // namespace limitest::workload
