// SPDX-License-Identifier: Apache-2.0
// From an event in the kernel to the one who waits for it. The task under test keeps the time of its last
// page in shared memory; what is measured is from there to the wake-up.
#include <array>
#include <cerrno>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <unistd.h>

#include "harness/base/retry.h"
#include "harness/bench/figures/figure.h"
#include "harness/bench/figures/toucher.h"
#include "harness/cgroup/event_source.h"
#include "harness/process/task_state.h"

namespace limitest::bench {
namespace {

constexpr std::size_t fewest = 15;
constexpr Bytes small_limit{4 << 20};
constexpr std::size_t beyond_limit = std::size_t{16} << 20;
constexpr int patience_ms = 10'000;

bool wait_for(int descriptor, short events) {
  pollfd asked{.fd = descriptor, .events = events, .revents = 0};
  return ::poll(&asked, 1, patience_ms) == 1;
}

double since(std::int64_t then) {
  return static_cast<double>(monotonic_now().count() - then);
}

using Once = std::function<Result<double>(const Scene&)>;

// A group of its own each time.
Result<std::vector<Sample>> often(const Scene& scene, const Once& once) {
  std::vector<Sample> samples;
  const Nanoseconds end = monotonic_now() + scene.budget;
  while (samples.size() < fewest || monotonic_now() < end)
    samples.push_back({.subject = LIMITEST_TRY(once(scene))});
  return samples;
}

// Removes its group when the toucher in it is gone.
class Box {
 public:
  static Result<Box> make(const Scene& scene, std::optional<Bytes> limit) {
    Box box(LIMITEST_TRY(scene.seat("box", limit)));
    (void)box.seat().group().write(scene.v1() ? "memory.swappiness" : "memory.swap.max", "0");
    return box;
  }
  Box(Box&& other) noexcept : seat_(std::exchange(other.seat_, std::nullopt)) {}
  Box& operator=(Box&&) = delete;
  ~Box() {
    if (!seat_) return;
    constexpr Nanoseconds budget = std::chrono::seconds(5);
    (void)retry_until(monotonic_now() + budget, [&] { return seat_->group().remove().code != EBUSY; });
  }
  [[nodiscard]] const Seat& seat() const { return *seat_; }

 private:
  explicit Box(Seat seat) : seat_(std::move(seat)) {}
  std::optional<Seat> seat_;
};

Result<cgroup::EventSource> listen(const Box& box, const std::string& file, const std::string& arguments) {
  auto source = cgroup::EventSource::arm(box.seat().group(), file, arguments);
  if (!source) return failure("listen to {}: {}", file, source.error().described());
  return std::move(*source);
}

Result<double> oom_notice(const Scene& scene) {
  const Box box = LIMITEST_TRY(Box::make(scene, small_limit));
  const auto notices = LIMITEST_TRY(listen(box, scene.v1() ? "memory.oom_control" : "memory.events", ""));
  const auto toucher = LIMITEST_TRY(Toucher::start(box.seat(), {.size = beyond_limit}));
  if (!wait_for(notices.descriptor(), notices.poll_events())) return failure("no notice came");
  return since(toucher->page().last_touch);
}

Result<double> oom_death(const Scene& scene) {
  const Box box = LIMITEST_TRY(Box::make(scene, small_limit));
  const auto toucher = LIMITEST_TRY(Toucher::start(box.seat(), {.size = beyond_limit}));
  if (!wait_for(toucher->pidfd(), POLLIN)) return failure("the task was not killed");
  return since(toucher->page().last_touch);
}

// The limit is raised under a paused task: until its next page.
Result<double> resume(const Scene& scene) {
  if (!scene.v1()) return failure("v2 pauses nobody; memory.oom_control is of v1");
  const Box box = LIMITEST_TRY(Box::make(scene, small_limit));
  LIMITEST_TRY_VOID(set(box.seat().group(), "memory.oom_control", "1"));
  const auto notices = LIMITEST_TRY(listen(box, "memory.oom_control", ""));
  const auto toucher = LIMITEST_TRY(Toucher::start(box.seat(), {.size = beyond_limit / 2}));
  if (!wait_for(notices.descriptor(), POLLIN)) return failure("the task did not reach the limit");
  // The notice comes before the sleep, which nothing announces.
  constexpr Nanoseconds patience = std::chrono::seconds(5);
  const auto asleep = [&] {
    const auto state = process::task_state(toucher->pid());
    return state && state->letter != 'R';
  };
  if (!retry_until(monotonic_now() + patience, asleep)) return failure("the task does not pause");
  const std::size_t stood = toucher->page().touched;
  const Nanoseconds begin = monotonic_now();
  LIMITEST_TRY_VOID(set(box.seat().group(), scene.limit_file(), "16M"));
  for (; toucher->page().touched == stood; ::sched_yield())
    if (monotonic_now() - begin > std::chrono::milliseconds(patience_ms))
      return failure("the task did not go on");
  return static_cast<double>((monotonic_now() - begin).count());
}

// From the page that crosses a threshold to the notice. Which page that is the task itself finds out, by
// reading usage after each; it goes on, since thresholds are looked at once in 128 pages
// (THRESHOLDS_EVENTS_TARGET, mm/memcontrol-v1.c).
Result<double> threshold_notice(const Scene& scene) {
  if (!scene.v1()) return failure("v2 has no usage thresholds");
  constexpr long threshold = 2 << 20;  // "2M"
  const Box box = LIMITEST_TRY(Box::make(scene, std::nullopt));
  const auto notices = LIMITEST_TRY(listen(box, "memory.usage_in_bytes", "2M"));
  const auto usage = box.seat().group().open_file("memory.usage_in_bytes", O_RDONLY);
  if (!usage) return failure("open memory.usage_in_bytes: {}", usage.error().described());
  const auto below = [&] {
    std::array<char, 32> text{};
    (void)!::pread(usage->number(), text.data(), text.size() - 1, 0);
    return std::atol(text.data()) < threshold;
  };
  const auto toucher = LIMITEST_TRY(Toucher::start(box.seat(), {.size = beyond_limit, .more = below}));
  if (!wait_for(notices.descriptor(), POLLIN)) return failure("no notice came");
  return since(toucher->page().last_touch);
}

Result<double> pressure_notice(const Scene& scene) {
  if (!scene.v1()) return failure("v2 tells pressure by PSI, which waits for its window to end");
  const Box box = LIMITEST_TRY(Box::make(scene, small_limit));
  const auto notices = LIMITEST_TRY(listen(box, "memory.pressure_level", "low"));
  const Nanoseconds begin = monotonic_now();
  const auto toucher = LIMITEST_TRY(Toucher::start(box.seat(), {.size = beyond_limit, .file = true}));
  if (!wait_for(notices.descriptor(), POLLIN)) return failure("no notice came");
  return static_cast<double>((monotonic_now() - begin).count());
}

Figure latency(const char* name, const char* unit, const Once& once) {
  return {.name = std::string("latency/") + name,
          .unit = unit,
          .measure = [once](const Scene& scene) { return often(scene, once); },
          .processes = 3};
}

}  // namespace

Figures latency_figures() {
  return {
      latency("oom_notice", "last page to notice", oom_notice),
      latency("oom_death", "last page to death seen", oom_death),
      latency("resume", "raise to next page", resume),
      latency("threshold", "last page to notice", threshold_notice),
      latency("pressure", "first page to notice", pressure_notice),
  };
}

}  // namespace limitest::bench
