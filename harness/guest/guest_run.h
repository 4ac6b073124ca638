// SPDX-License-Identifier: Apache-2.0
// Scenarios played on one kernel with one hierarchy, over as many boots as that takes: a kernel that
// dies under one scenario does not take the others along. Many of these can run side by side from
// one loop: poll `descriptor()`, then `take()`, until `over()`.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "harness/cgroup/control_file.h"
#include "harness/engine/series.h"
#include "harness/guest/guest.h"
#include "harness/guest/guest_scenario.h"
#include "harness/guest/kernel_image.h"
#include "harness/result/model.h"

namespace limitest::guest {

// Of the file system of a guest, for page cache that can be reclaimed.
inline constexpr Bytes disk_size{std::int64_t{512} << 20};

struct GuestRequest {
  const KernelImage* image = nullptr;          // must outlive the run
  std::optional<cgroup::Hierarchy> hierarchy;  // none: what the kernel has, v2 first
  Hardware hardware;
  Bytes swap{std::int64_t{256} << 20};  // 0: none
  bool may_accelerate = true;           // KVM where it is proved to work; else as `hardware` says
  std::string append;
  engine::RepeatWish repeat;
  unsigned jobs = 0;  // scenarios side by side in the guest; 0: the default of `limitest run`
  std::optional<Nanoseconds>
      patience;  // none: the default of `limitest run`, longer where the CPU is emulated
  std::vector<GuestScenario> scenarios;
  std::vector<KnownList> known{};
};

// The machine the scenarios are played on, as soon as it is known.
struct MachineKnown {
  result::Machine machine;
};
struct ScenarioStarted {
  std::string scenario;
};
// `kernel` and `hierarchy` of the outcome are filled in. Each scenario of the request ends once.
struct ScenarioEnded {
  result::Outcome outcome;
};
using Event = std::variant<MachineKnown, ScenarioStarted, ScenarioEnded>;

class GuestRun {
 public:
  // Boots the first guest and comes back at once. The error (QEMU is missing, ...) says what to do.
  static Result<GuestRun> start(GuestRequest request);
  GuestRun(GuestRun&&) noexcept;
  GuestRun& operator=(GuestRun&&) noexcept;
  // Kills the guest, if there is one.
  ~GuestRun();

  // Poll it for reading. It may change with each take().
  [[nodiscard]] int descriptor() const;
  // What happened since the last call. Never blocks; to be called at least once a second, since it
  // also watches the deadlines.
  std::vector<Event> take();
  // Every scenario has ended.
  [[nodiscard]] bool over() const { return left() == 0; }
  // How many have not ended.
  [[nodiscard]] std::size_t left() const;

 private:
  class Conduct;
  explicit GuestRun(std::unique_ptr<Conduct> conduct);
  std::unique_ptr<Conduct> conduct_;
};

}  // namespace limitest::guest
