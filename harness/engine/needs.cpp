// SPDX-License-Identifier: Apache-2.0
#include "harness/engine/needs.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "harness/base/kernel_version.h"
#include "harness/cgroup/reading.h"
#include "harness/engine/applies.h"
#include "harness/engine/mentioned.h"

namespace limitest::engine {
namespace {

using Reasons = std::vector<std::string>;
using scenario::Needs;
using scenario::Scenario;

bool has_controller(const Machine& machine, std::string_view name) {
  const cgroup::ControlFile& list = *cgroup::find_control_file("cgroup.controllers");
  return cgroup::number_in(list, name, machine.controllers).value_or(0) > 0;
}

// Whether it needs page cache that can be dropped, because the file is on a disk.
bool reads_files(const Scenario& scenario) {
  return starts(scenario, [](const auto& start) {
    return start.workload == "page-cache" && std::ranges::find(start.parameters, "path", [](const auto& one) {
                                               return one.first;
                                             }) == start.parameters.end();
  });
}

void look_at_memory(const Needs& needs, const Machine& machine, Reasons& reasons) {
  if (needs.free_memory && machine.memory_available < *needs.free_memory)
    reasons.push_back(fmt::format("needs {} of free memory, there is {}", to_string(*needs.free_memory),
                                  to_string(machine.memory_available)));
  if (needs.whole_memory && *needs.whole_memory < machine.memory_total)
    reasons.push_back(fmt::format(
        "concerns all memory of a machine, so it needs one of at most {}, this one has {}; run it "
        "with --kernel IMAGE",
        to_string(*needs.whole_memory), to_string(machine.memory_total)));
  if (needs.huge_pages && machine.huge_pages < *needs.huge_pages)
    reasons.push_back(fmt::format(
        "needs {} free in huge pages, there is {}; run it with --kernel IMAGE --append hugepages=8",
        to_string(*needs.huge_pages), to_string(machine.huge_pages)));
}

void look_at_swap(const Needs& needs, const Machine& machine, Reasons& reasons) {
  if (needs.swap == Needs::Swap::none && machine.swap_total.count > 0)
    reasons.push_back(fmt::format(
        "needs a machine without swap, this one has {}; run it with --kernel IMAGE, or after swapoff -a",
        to_string(machine.swap_total)));
  if (needs.swap == Needs::Swap::some)
    if (auto why = why_no_swapping(machine)) reasons.push_back(std::move(*why));
  if (needs.whole_swap && *needs.whole_swap < machine.swap_total)
    reasons.push_back(fmt::format(
        "concerns all swap of a machine, so it needs at most {}, this one has {}; run it with --kernel IMAGE "
        "--swap SIZE",
        to_string(*needs.whole_swap), to_string(machine.swap_total)));
  if (needs.zswap && !machine.zswap)
    reasons.emplace_back(
        "needs zswap, which is off or not there; run it with --kernel IMAGE --append zswap.enabled=1");
}

void look_at_controllers(const Needs& needs, const Machine& machine, Reasons& reasons) {
  if (needs.writeback && !(machine.writeback && has_controller(machine, "io")))
    reasons.emplace_back(
        "needs writeback by cgroup: the controller io on v2, files on ext4 and vm.dirty_ratio at 20; run it "
        "with --kernel IMAGE --hierarchy v2");
  if (needs.mount && !mounted_with(*machine.location, *needs.mount))
    reasons.push_back(
        fmt::format("needs cgroup2 mounted with {}, it is mounted with {}; run it with --kernel IMAGE",
                    *needs.mount, machine.location->options));
  if (needs.controller && !has_controller(machine, *needs.controller))
    reasons.push_back(
        fmt::format("needs the controller {} on v2, which has {}; run it with --kernel IMAGE --hierarchy v2",
                    *needs.controller, machine.controllers.empty() ? "none" : machine.controllers));
}

void look_at_kernel(const Needs& needs, const Machine& machine, Reasons& reasons) {
  if (needs.kernel && !satisfies(machine.kernel, *needs.kernel).value_or(false))
    reasons.push_back(fmt::format("needs a kernel {}, this is {}", *needs.kernel, machine.kernel));
  if (auto why = why_not_here({.config = needs.config}, machine)) reasons.push_back(std::move(*why));
}

}  // namespace

Reasons needs_unmet(const Scenario& scenario, const Machine& machine) {
  Reasons reasons;
  look_at_memory(scenario.needs, machine, reasons);
  look_at_swap(scenario.needs, machine, reasons);
  look_at_controllers(scenario.needs, machine, reasons);
  if (!machine.disk && reads_files(scenario))
    reasons.emplace_back(
        "needs a directory on a disk for its files, here they would be in memory; start it in one, or name "
        "one in TMPDIR");
  look_at_kernel(scenario.needs, machine, reasons);
  if (auto why = why_not_here(scenario.applies, machine)) reasons.push_back("this case " + std::move(*why));
  return reasons;
}

}  // namespace limitest::engine
