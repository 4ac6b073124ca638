// SPDX-License-Identifier: Apache-2.0
// One boot of a kernel in QEMU: started, listened to, ended. Nothing of it outlives the object: QEMU
// is killed with it, also when this process dies of SIGKILL, and every file it used has no name.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "harness/base/clock.h"
#include "harness/guest/kernel_image.h"
#include "harness/guest/orders.h"
#include "harness/guest/records.h"
#include "harness/process/exit_status.h"

namespace limitest::guest {

enum class Accelerator : std::uint8_t { tcg, kvm };
std::string_view to_string(Accelerator accelerator);

// The machine QEMU is to be.
struct Hardware {
  Bytes memory{std::int64_t{1} << 30};
  unsigned cpus = 2;
  Accelerator accelerator = Accelerator::tcg;
  bool one_thread = false;         // of QEMU: counting instructions needs all CPUs in one
  std::vector<std::string> extra;  // further arguments for QEMU, as for instruction counting
};

struct BootRequest {
  std::string qemu;                    // path of qemu-system-x86_64
  const KernelImage* image = nullptr;  // what to boot
  std::string initramfs;               // its content
  Hardware hardware;
  std::string append;        // words for the kernel's command line besides ours
  bool serial_only = false;  // without the shared memory, which some builds of QEMU do not offer
  bool talkative = false;    // the whole kernel log on the console, to see where a boot ends
};

// How a guest stands.
enum class Condition : std::uint8_t {
  running,
  over,  // it said all it had to say
  died,  // QEMU ended before: panic, reset, or QEMU itself
};

class Guest {
 public:
  static Result<Guest> boot(const BootRequest& request);
  Guest(Guest&&) noexcept;
  Guest& operator=(Guest&&) noexcept;
  ~Guest();

  // Readable when there may be news: after a few milliseconds at most while the guest talks.
  [[nodiscard]] int descriptor() const;
  // What arrived since the last call. Never blocks.
  std::vector<Record> take();

  [[nodiscard]] Condition condition() const;
  [[nodiscard]] Nanoseconds started() const;     // on monotonic_now()
  [[nodiscard]] Nanoseconds last_heard() const;  // of any record; `started()` before the first
  // How QEMU ended; none while it runs. A guest that panics or resets ends it with status 0 (-no-reboot).
  [[nodiscard]] std::optional<process::ExitStatus> end() const;
  // The console so far, and what QEMU itself said.
  [[nodiscard]] std::string console() const;
  [[nodiscard]] std::string complaints() const;

 private:
  struct Parts;
  explicit Guest(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace limitest::guest
