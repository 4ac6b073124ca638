// SPDX-License-Identifier: Apache-2.0
#include <cstring>

#include <sys/mman.h>

#include "harness/base/retry.h"
#include "harness/bench/overhead/figure.h"
#include "harness/bench/pairs.h"
#include "harness/engine/launch.h"

namespace limitest::bench {
namespace {

// A stage with one workload on it, gone when the block ends.
class Solo {
 public:
  static Result<std::unique_ptr<Solo>> start(const Bench& bench, const std::string& workload,
                                             std::vector<std::pair<std::string, std::string>> parameters) {
    auto top = engine::make_group(bench.session.tree(), "solo");
    if (!top) return failure("cannot make a cgroup: {}", top.error().described());
    auto box = engine::make_group(*top, "box");
    if (!box) return failure("cannot make a cgroup: {}", box.error().described());
    auto solo = std::unique_ptr<Solo>(new Solo(std::move(*top), bench.slack));
    solo->stage_.groups.emplace("box", std::move(*box));
    const auto failed = LIMITEST_TRY(engine::start_workload(
        {.process = "it", .workload = workload, .cgroup = "box", .parameters = std::move(parameters)},
        solo->stage_, bench.programs.workload));
    if (failed) return failure("{} does not start: {}", workload, to_string(*failed));
    return solo;
  }
  ~Solo() { (void)cgroup::empty_and_remove(stage_.top, std::chrono::seconds(20)); }
  Solo(const Solo&) = delete;
  Solo& operator=(const Solo&) = delete;

  [[nodiscard]] process::Report report() const { return stage_.actors.at("it").report(); }
  template <class Predicate>
  bool wait_until(Predicate&& predicate) {
    return stage_.eventually(stage_.now() + std::chrono::minutes(2), [&] { return predicate(report()); });
  }

 private:
  Solo(cgroup::Group top, engine::SlackModel slack) : stage_(std::move(top), slack) {}
  engine::Stage stage_;
};

constexpr std::size_t memory = std::size_t{128} << 20U;  // what the keeper fills between two heartbeats

// Bytes a second that a memset of as much memory reaches.
double memset_rate(void* at, Nanoseconds span) {
  const Nanoseconds begin = monotonic_now();
  double bytes = 0;
  int value = 0;
  while (monotonic_now() - begin < span) {
    ++value;
    std::memset(at, value & 0xff, memory);
    __asm__ volatile("" : : "r"(at) : "memory");
    bytes += memory;
  }
  return bytes / static_cast<double>((monotonic_now() - begin).count()) * 1e9;
}

// From one heartbeat to another, so that no half-filled sweep is counted.
double keeper_rate(const Solo& solo, Nanoseconds span) {
  const process::Report before = solo.report();
  nap(span);
  const process::Report after = solo.report();
  const auto bytes = static_cast<double>((after.progress - before.progress) * memory);
  return bytes / static_cast<double>((after.last_beat - before.last_beat).count()) * 1e9;
}

}  // namespace

Result<Figure> keeper_fill(const Bench& bench) {
  constexpr int rounds = 12;
  constexpr Nanoseconds span = std::chrono::milliseconds(150);
  const auto solo = LIMITEST_TRY(
      Solo::start(bench, "keeper", {{"size", fmt::format("{}", memory)}, {"mode", "fill"}, {"rest", "0s"}}));
  if (!solo->wait_until([](const process::Report& it) { return it.phase == workload::Phase::holding; }))
    return failure("the keeper does not come to hold");
  void* at = ::mmap(nullptr, memory, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  ::madvise(at, memory, MADV_NOHUGEPAGE);
  std::memset(at, 1, memory);
  std::vector<double> ratios;
  std::vector<double> rates;
  for (int round = 0; round < rounds; ++round) {
    rates.push_back(keeper_rate(*solo, span));
    // The keeper goes on meanwhile, on the other CPU: each side has the other as its neighbour.
    ratios.push_back(rates.back() / memset_rate(at, span));
  }
  ::munmap(at, memory);
  return Figure{"keeper filling / memset",
                median(ratios),
                "x",
                false,
                0.95,
                fmt::format("{:.1f} GB/s, {} pairs", median(rates) / 1e9, rounds)};
}

Result<Figure> grower_drift(const Bench& bench) {
  constexpr double interval = 10e6;
  constexpr std::uint64_t steps = 300;
  const auto solo = LIMITEST_TRY(Solo::start(bench, "grower", {{"step", "64K"}, {"every", "10ms"}}));
  const auto reach = [&](std::uint64_t step) -> Result<Nanoseconds> {
    const std::uint64_t touched = step * 65536;
    if (!solo->wait_until([&](const process::Report& it) { return it.touched >= touched; }))
      return failure("the grower does not reach step {}", step);
    return solo->report().last_beat;
  };
  const Nanoseconds first = LIMITEST_TRY(reach(1));
  const Nanoseconds last = LIMITEST_TRY(reach(steps));
  const double taken = static_cast<double>((last - first).count());
  const double drift = std::abs(taken / (interval * (steps - 1)) - 1) * 100;
  return Figure{"grower: drift of its pace",
                drift,
                "%",
                true,
                0.1,
                fmt::format("{} steps of 10 ms took {:.3f} s", steps - 1, taken / 1e9)};
}

}  // namespace limitest::bench
