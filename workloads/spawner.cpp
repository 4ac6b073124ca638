// SPDX-License-Identifier: Apache-2.0
// spawner: starts programs as a shell does, one after the other, with vfork(2) and execve(2).
#include <cerrno>
#include <csignal>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "workloads/lib/serve.h"

namespace limitest::workload {
namespace {

constexpr Parameter parameters[] = {
    {"programs", Kind::count, "50", "how many to start; each ends at once, in whatever way"},
};

constexpr Time patience = 50 * millisecond;

class Spawner final : public RestingWork {
 public:
  Spawner(std::uint64_t wanted, Status& status) : RestingWork(status), wanted_(wanted) {}

  Advance advance() override {
    if (started_ >= wanted_) return Advance::complete;
    while (::waitpid(-1, nullptr, WNOHANG) > 0) {
    }
    char name[] = "limitest-workload";
    char what[] = "idle";
    char option[] = "--for";
    char instant[] = "1us";
    char* words[] = {name, what, option, instant, nullptr};
    char* none[] = {nullptr};
    // Nothing is written between the two calls, so that no page is copied and every refusal is the call's.
    const pid_t child = ::vfork();
    if (child == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);
      ::execve("/proc/self/exe", words, none);
      ::_exit(exit_failure);
    }
    if (child < 0) return refused(errno);
    await(child);
    ++started_;
    status().beat();
    return Advance::more;
  }

  void release() override { started_ = 0; }

 private:
  // One that the kernel has put to sleep is left behind.
  void await(pid_t child) {
    const Time deadline = now() + patience;
    while (::waitpid(child, nullptr, WNOHANG) == 0 && now() < deadline)
      status().wait_until(now() + millisecond);
  }

  std::uint64_t wanted_;
  std::uint64_t started_ = 0;
};

int run(const Arguments& arguments, Status& status) {
  Spawner spawner(arguments.count("programs"), status);
  return serve(spawner, status);
}

}  // namespace

extern const Program spawner{"spawner", "starts programs that end at once, one after the other", parameters,
                             release_again_finish, run};

}  // namespace limitest::workload
