// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/host_state.h"

#include <algorithm>
#include <charconv>
#include <sstream>
#include <tuple>

#include <fmt/format.h>
#include <unistd.h>

#include "harness/base/clock.h"
#include "harness/base/fd.h"
#include "harness/engine/machine.h"

namespace limitest::engine {
namespace {

constexpr double most = 0.5;  // share of the time without which nothing can be judged
constexpr std::int64_t part_left = 64;
constexpr std::int64_t least_left = std::int64_t{16} << 20;

double share(Nanoseconds part, Nanoseconds whole) {
  return whole.count() <= 0 ? 0 : static_cast<double>(part.count()) / static_cast<double>(whole.count());
}

std::optional<std::string> why_no_time(const HostState& before, const HostState& after) {
  constexpr double percent = 100;
  const double stolen = share(after.stolen - before.stolen, after.cpu - before.cpu);
  if (stolen > most)
    return fmt::format("{:.0f}% of the CPU time was stolen by this guest's host", stolen * percent);
  const double waited = share(after.waited - before.waited, after.at - before.at);
  if (waited > most)
    return fmt::format("we waited for a CPU during {:.0f}% of {}", waited * percent,
                       to_string(after.at - before.at));
  return std::nullopt;
}

std::optional<std::string> why_no_memory(const HostState& before, const HostState& after, const Demand& by) {
  const std::string stall = fmt::format("; tasks stalled for {}", to_string(after.stalled - before.stalled));
  if (before.available < by.planned)
    return fmt::format("{} were available and the scenario needs {}{}", to_string(before.available),
                       to_string(by.planned), stall);
  const Bytes little{std::max(least_left, after.total.count / part_left)};
  const std::int64_t gone = before.available.count - after.available.count;
  const std::int64_t others = gone - by.used.count;
  if (after.available < little && others > by.used.count)
    return fmt::format("only {} of memory are left; others took {} meanwhile, the scenario {}{}",
                       to_string(after.available), to_string(Bytes{others}), to_string(by.used), stall);
  return std::nullopt;
}

}  // namespace

Nanoseconds stall_in(std::string_view pressure) {
  constexpr std::string_view key = "total=";
  const std::size_t at = pressure.find(key);
  std::int64_t micros = 0;
  if (at != std::string_view::npos)
    std::from_chars(pressure.data() + at + key.size(), pressure.data() + pressure.size(), micros);
  return std::chrono::microseconds(micros);
}

std::pair<Nanoseconds, Nanoseconds> cpu_in(std::string_view stat) {
  constexpr int of_guests = 8;  // guest and guest_nice are in user and nice already
  constexpr int steal = 7;
  std::istringstream fields{std::string(stat.substr(0, stat.find('\n')))};
  std::string label;
  fields >> label;
  std::int64_t all = 0;
  std::int64_t stolen = 0;
  std::int64_t ticks = 0;
  for (int i = 0; i < of_guests && fields >> ticks; ++i) {
    all += ticks;
    if (i == steal) stolen = ticks;
  }
  const std::int64_t tick = 1'000'000'000 / ::sysconf(_SC_CLK_TCK);
  return {Nanoseconds(all * tick), Nanoseconds(stolen * tick)};
}

Nanoseconds wait_in(std::string_view schedstat) {
  std::istringstream fields{std::string(schedstat)};
  std::int64_t ran = 0;
  std::int64_t waited = 0;
  fields >> ran >> waited;
  return Nanoseconds(waited);
}

HostState look_at_host() {
  HostState state{.at = monotonic_now()};
  std::tie(state.cpu, state.stolen) = cpu_in(read_file("/proc/stat").value_or(""));
  state.waited = wait_in(read_file("/proc/self/schedstat").value_or(""));
  state.stalled = stall_in(read_file("/proc/pressure/memory").value_or(""));
  const std::string memory = read_file("/proc/meminfo").value_or("");
  state.available = meminfo(memory, "MemAvailable");
  state.total = meminfo(memory, "MemTotal");
  return state;
}

std::optional<std::string> why_disturbed(const HostState& before, const HostState& after, const Demand& by) {
  if (by.late)
    if (auto why = why_no_time(before, after)) return why;
  return why_no_memory(before, after, by);
}

}  // namespace limitest::engine
