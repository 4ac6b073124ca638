// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/bench/overhead/figure.h"
#include "harness/bench/overhead/scenario_text.h"
#include "harness/bench/pairs.h"
#include "harness/engine/play.h"

namespace limitest::bench {
namespace {

constexpr int rounds = 400;

// What one would write without a harness, error handling left out.
class ByHand {
 public:
  ByHand(std::string tree, std::string program)
      : group_(std::move(tree) + "/by-hand"), program_(std::move(program)) {}

  void operator()() const {
    ::mkdir(group_.c_str(), 0755);
    put("/memory.limit_in_bytes", "64M");
    const int notices = ::eventfd(0, EFD_CLOEXEC);
    const int watched = ::open((group_ + "/memory.oom_control").c_str(), O_RDONLY | O_CLOEXEC);
    put("/cgroup.event_control", fmt::format("{} {}", notices, watched));
    start_and_wait();
    ::close(watched);
    ::close(notices);
    while (::rmdir(group_.c_str()) != 0 && errno == EBUSY) {
    }
  }

 private:
  void put(const char* file, const std::string& text) const {
    const int opened = ::open((group_ + file).c_str(), O_WRONLY | O_CLOEXEC);
    (void)!::write(opened, text.data(), text.size());
    ::close(opened);
  }

  void start_and_wait() const {
    const int tasks = ::open((group_ + "/tasks").c_str(), O_WRONLY | O_CLOEXEC);
    const char* const argv[] = {"limitest-workload", "idle", "--for", "1us", nullptr};
    const pid_t child = ::vfork();
    if (child == 0) {
      (void)!::write(tasks, "0", 1);
      ::execv(program_.c_str(), const_cast<char* const*>(argv));
      ::_exit(127);
    }
    ::waitpid(child, nullptr, 0);
    ::close(tasks);
  }

  std::string group_;
  std::string program_;
};

}  // namespace

Result<Figure> empty_scenario(const Bench& bench) {
  const scenario::Scenario empty = LIMITEST_TRY(scenario_from(R"(hierarchy: v1
cgroups:
  box: {memory.limit_in_bytes: 64M}
steps:
  - listen: box/memory.oom_control
    as: oom
  - start: idle
    in: box
    with: {for: 1us}
  - expect: idle exited with 0
)"));
  const engine::PlaySettings settings{.workload_program = bench.programs.workload, .slack = bench.slack};
  std::string trouble;
  const auto ours = [&] {
    const result::Outcome outcome = play(empty, bench.session.tree(), "empty", settings);
    if (outcome.verdict != result::Verdict::pass) trouble = outcome.reason;
  };
  const ByHand by_hand(bench.session.tree().path(), bench.programs.workload);
  const Paired paired = compare_pairs(rounds, ours, by_hand);
  if (!trouble.empty()) return failure("the empty scenario does not pass: {}", trouble);
  return Figure{"empty scenario / the same system calls",
                paired.ratio,
                "x",
                true,
                1.5,
                fmt::format("{:.0f} us against {:.0f} us, {} pairs", paired.a / 1e3, paired.b / 1e3, rounds)};
}

}  // namespace limitest::bench
