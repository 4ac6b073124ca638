// SPDX-License-Identifier: Apache-2.0
#include "harness/guest/guest_machine.h"

#include <fmt/ranges.h>
#include <unistd.h>

#include "harness/guest/qemu.h"

namespace limitest::guest {

std::string kernel_of(const GuestRequest& request, const std::optional<Hello>& hello) {
  if (hello) return hello->release;
  return request.image->release.empty() ? request.image->path : request.image->release;
}

std::string hierarchy_of(const GuestRequest& request, const std::optional<Hello>& hello) {
  if (hello && !hello->hierarchy.empty()) return hello->hierarchy;
  return request.hierarchy ? std::string(to_string(*request.hierarchy)) : "";
}

result::Machine describe_guest(const GuestRequest& request, const std::string& qemu, result::Machine told,
                               const std::optional<Hello>& hello) {
  result::Machine machine = std::move(told);
  char host[256] = "";
  (void)::gethostname(host, sizeof host - 1);
  machine.host = fmt::format("a guest on {}", host);
  machine.kernel = kernel_of(request, hello);
  machine.hierarchy = hierarchy_of(request, hello);
  machine.image = request.image->path;
  const Hardware& hardware = request.hardware;
  const bool swap = hello && hello->swap.count > 0;
  machine.facts.emplace_back(
      "emulator", fmt::format("QEMU {} ({})", qemu_version(qemu), to_string(hardware.accelerator)));
  machine.facts.emplace_back("guest", fmt::format("{}, {} CPUs, swap {}", to_string(hardware.memory),
                                                  hardware.cpus, swap ? to_string(hello->swap) : "none"));
  if (!request.append.empty()) machine.facts.emplace_back("boot words", request.append);
  if (hello && !hello->notes.empty())
    machine.facts.emplace_back("left out", fmt::format("{}", fmt::join(hello->notes, "; ")));
  return machine;
}

}  // namespace limitest::guest
