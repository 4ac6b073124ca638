// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <thread>

#include <poll.h>

#include "harness/bench/overhead/figure.h"
#include "harness/bench/overhead/scenario_text.h"
#include "harness/bench/pairs.h"
#include "harness/engine/launch.h"
#include "harness/engine/perform.h"

namespace limitest::bench {
namespace {

constexpr int rounds = 200;

// When a descriptor became readable, as seen by a thread that does nothing but poll it.
class Witness {
 public:
  explicit Witness(int descriptor)
      : thread_([this, descriptor] {
          pollfd asked{.fd = descriptor, .events = POLLIN, .revents = 0};
          (void)::poll(&asked, 1, -1);
          seen_ = monotonic_now().count();
        }) {}
  Nanoseconds join() {
    thread_.join();
    return Nanoseconds(seen_.load());
  }

 private:
  std::atomic<std::int64_t> seen_ = 0;
  std::thread thread_;
};

}  // namespace

// The idle workload ends some milliseconds after its start; the pidfd fires; how much later does the
// expectation of its end stand judged?
Result<Figure> verdict_latency(const Bench& bench) {
  const scenario::Scenario waiting = LIMITEST_TRY(scenario_from(R"(
cgroups:
  box:
steps:
  - start: idle
    in: box
    with: {for: 20ms}
  - expect: idle exited with 0
)"));
  std::vector<double> latencies;
  const engine::PerformSettings settings{.workload_program = bench.programs.workload,
                                         .deadline = std::chrono::hours(1)};
  for (int round = 0; round < rounds; ++round) {
    auto top = engine::make_group(bench.session.tree(), "latency");
    if (!top) return failure("cannot make a cgroup: {}", top.error().described());
    engine::Stage stage(std::move(*top), bench.slack);
    LIMITEST_TRY(set_up(waiting, stage, settings.slowness));
    result::Step step;
    LIMITEST_TRY_VOID(perform(waiting.steps[0], stage, settings, step));
    Witness witness(stage.actors.at("idle").pidfd());
    LIMITEST_TRY_VOID(perform(waiting.steps[1], stage, settings, step));
    const Nanoseconds judged = monotonic_now();
    latencies.push_back(static_cast<double>((judged - witness.join()).count()));
    LIMITEST_TRY_VOID(cgroup::empty_and_remove(stage.top, std::chrono::seconds(10)));
  }
  std::vector<double> sorted = latencies;
  std::ranges::sort(sorted);
  return Figure{"verdict after the pidfd has fired, median",
                median(latencies) / 1e6,
                "ms",
                true,
                0.3,
                fmt::format("p90 {:.3f} ms, {} rounds", sorted[sorted.size() * 9 / 10] / 1e6, rounds)};
}

}  // namespace limitest::bench
