// SPDX-License-Identifier: Apache-2.0
// sharers: two processes with one memory, as after vfork(2) or clone(2) with CLONE_VM. The kernel
// charges it to the group of the first, whose memory it is (mm_struct.owner).
#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

#include <sched.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "workloads/lib/pages.h"
#include "workloads/lib/serve.h"
#include "workloads/lib/writer.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"size", Kind::size, "16M", "memory that both share, in whole pages"},
};

constexpr std::uint64_t piece = std::uint64_t{1} << 20;

// Asks for nothing and never returns: whatever ends the first process is to end this one, too.
int stay(void*) {
  for (;;) ::pause();
}

class Sharers final : public RestingWork {
 public:
  Sharers(std::byte* memory, std::uint64_t size, Status& status)
      : RestingWork(status), memory_(memory), size_(size) {}

  Advance advance() override {
    if (other_ == 0 && !start_other()) {
      status().nap();
      return Advance::more;
    }
    const std::uint64_t from = status().touched();
    if (from < size_) touch(memory_ + from, std::min(piece, size_ - from), status());
    if (status().touched() < size_) return Advance::more;
    say(status(), size_, "shared by two processes.");
    return Advance::complete;
  }

  void release() override {
    ::madvise(memory_, size_, MADV_DONTNEED);
    status().touched_now(0);
  }

  void end_other() {
    if (other_ == 0) return;
    ::kill(other_, SIGKILL);
    while (::waitpid(other_, nullptr, 0) < 0 && errno == EINTR) {
    }
    other_ = 0;
    status().children(0);
  }

 private:
  bool start_other() {
    alignas(64) static std::array<std::byte, 16384> stack;
    const pid_t child = ::clone(stay, stack.data() + stack.size(), CLONE_VM | SIGCHLD, nullptr);
    if (child < 0) {
      status().refused(errno);
      return false;
    }
    other_ = child;
    status().children(1);
    return true;
  }

  std::byte* memory_;
  std::uint64_t size_;
  pid_t other_ = 0;
};

int run(const Arguments& arguments, Status& status) {
  const std::uint64_t size = whole_pages(arguments.size("size"));
  if (!not_zero(size, "size")) return exit_usage;
  std::byte* memory = map_private(size);
  if (memory == nullptr) return exit_failure;
  Sharers sharers(memory, size, status);
  const int result = serve(sharers, status);
  sharers.end_other();
  return result;
}

}  // namespace

extern const Program sharers{"sharers", "two processes that share all their memory, as threads do",
                             parameters, release_again_finish, run};

}  // namespace limitest::workload
