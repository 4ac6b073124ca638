// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/side_by_side.h"

#include <algorithm>
#include <deque>

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include "harness/base/fd.h"
#include "harness/engine/machine.h"

namespace limitest::cli {
namespace {

// What QEMU itself needs beside the guest's memory.
constexpr std::int64_t emulator_memory = std::int64_t{256} << 20;

std::int64_t available_memory() {
  return engine::meminfo(read_file("/proc/meminfo").value_or(""), "MemAvailable").count;
}

class Table {
 public:
  Table(const MatrixCells& cells, const guest::GuestRequest& model,
        const std::vector<guest::GuestScenario>& scenarios, const SideBySide& settings,
        MatrixRunning& running)
      : cells_(cells), model_(model), scenarios_(scenarios), settings_(settings), running_(running) {
    for (std::size_t cell = 0; cell < cells.cells.size(); ++cell)
      if (cells.cells[cell].left_out.empty())
        waiting_.push_back(cell);
      else
        running_.over(cell);
  }

  Result<bool> play(Interruption& interruption) {
    while (!waiting_.empty() || !playing_.empty()) {
      if (interruption.happened()) return false;
      while (!waiting_.empty() && playing_.size() < places()) LIMITEST_TRY_VOID(boot_next());
      sleep(interruption);
      std::erase_if(playing_, [this](Playing& one) { return is_over(one); });
    }
    return true;
  }

 private:
  // A guest that boots keeps one CPU busy, and so does one that waits for its last scenarios. (Seven cells of
  // some 420 scenarios on two CPUs took 336 s with 50 of them, 309 s with 120.)
  [[nodiscard]] std::size_t places() const {
    constexpr std::size_t last_scenarios = 120;
    const bool one_is_ending =
        std::ranges::any_of(playing_, [](const Playing& one) { return one.run.left() <= last_scenarios; });
    const bool one_more = settings_.overlap && one_is_ending &&
                          available_memory() >= model_.hardware.memory.count + emulator_memory;
    return settings_.at_once + (one_more ? 1 : 0);
  }

  struct Playing {
    std::size_t cell;
    guest::GuestRun run;
    Nanoseconds deadline;
  };

  // Where the first guest cannot be had, no other can; later, that is the cell's own trouble.
  Result<> boot_next() {
    const std::size_t cell = waiting_.front();
    waiting_.pop_front();
    guest::GuestRequest request = model_;
    request.image = cells_.cells[cell].image;
    request.hierarchy = cells_.cells[cell].hierarchy;
    request.scenarios = scenarios_;
    running_.boots(cell);
    auto run = guest::GuestRun::start(std::move(request));
    if (!run && !one_has_booted_) return std::unexpected(run.error());
    one_has_booted_ = true;
    if (run)
      playing_.push_back({cell, std::move(*run), monotonic_now() + settings_.cell_timeout});
    else
      running_.cut_off(cell, run.error().message);
    return {};
  }

  void sleep(const Interruption& interruption) const {
    std::vector<pollfd> asked{{.fd = interruption.descriptor(), .events = POLLIN, .revents = 0}};
    for (const Playing& one : playing_)
      asked.push_back({.fd = one.run.descriptor(), .events = POLLIN, .revents = 0});
    constexpr int look_again_ms = 500;
    (void)::poll(asked.data(), asked.size(), look_again_ms);
  }

  bool is_over(Playing& one) {
    for (guest::Event& event : one.run.take()) running_.hear(one.cell, std::move(event));
    if (one.run.over()) {
      running_.over(one.cell);
      return true;
    }
    if (monotonic_now() < one.deadline) return false;
    running_.cut_off(one.cell, fmt::format("not ended: the cell took longer than {}; see --cell-timeout",
                                           to_string(settings_.cell_timeout)));
    return true;
  }

  const MatrixCells& cells_;
  const guest::GuestRequest& model_;
  const std::vector<guest::GuestScenario>& scenarios_;
  const SideBySide& settings_;
  MatrixRunning& running_;
  std::deque<std::size_t> waiting_;
  std::vector<Playing> playing_;
  bool one_has_booted_ = false;
};

}  // namespace

unsigned guests_that_fit(const guest::Hardware& hardware) {
  const std::int64_t by_cpus =
      ::sysconf(_SC_NPROCESSORS_ONLN) / std::max(1L, static_cast<long>(hardware.cpus));
  const std::int64_t by_memory = available_memory() / (hardware.memory.count + emulator_memory);
  return static_cast<unsigned>(std::max(std::int64_t{1}, std::min(by_cpus, by_memory)));
}

Result<bool> play_side_by_side(const MatrixCells& cells, const guest::GuestRequest& model,
                               const std::vector<guest::GuestScenario>& scenarios, const SideBySide& settings,
                               Interruption& interruption, MatrixRunning& running) {
  return Table(cells, model, scenarios, settings, running).play(interruption);
}

}  // namespace limitest::cli
