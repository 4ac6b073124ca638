// SPDX-License-Identifier: Apache-2.0
#include "harness/cgroup/control_file.h"

#include <algorithm>
#include <array>
#include <vector>

namespace limitest::cgroup {
namespace {

constexpr bool yes = true;
constexpr bool no = false;
using enum Shape;
using enum Unit;
using enum Precision;

constexpr std::array table{
    // The memory controller, hierarchy v1.
    ControlFile{"memory.usage_in_bytes", yes, no, single, bytes, charged, no,
                "memory charged to the group and those below it"},
    ControlFile{"memory.max_usage_in_bytes", yes, no, single, bytes, charged, yes,
                "highest usage so far; any write resets it"},
    ControlFile{"memory.limit_in_bytes", yes, no, single, bytes, exact, yes, "hard limit of memory"},
    ControlFile{"memory.soft_limit_in_bytes", yes, no, single, bytes, exact, yes,
                "target under pressure of the whole machine"},
    ControlFile{"memory.failcnt", yes, no, single, count, exact, yes,
                "how often a charge hit the limit; any write resets it"},
    ControlFile{"memory.memsw.usage_in_bytes", yes, no, single, bytes, charged, no, "memory and swap in use"},
    ControlFile{"memory.memsw.limit_in_bytes", yes, no, single, bytes, exact, yes,
                "hard limit of memory and swap together"},
    ControlFile{"memory.memsw.max_usage_in_bytes", yes, no, single, bytes, charged, yes,
                "highest memory and swap so far"},
    ControlFile{"memory.memsw.failcnt", yes, no, single, count, exact, yes,
                "how often a charge hit the memsw limit"},
    ControlFile{"memory.kmem.usage_in_bytes", yes, no, single, bytes, charged, no,
                "kernel memory, part of usage"},
    ControlFile{"memory.kmem.limit_in_bytes", yes, no, single, bytes, exact, yes,
                "limit of kernel memory; works up to 5.15"},
    ControlFile{"memory.kmem.max_usage_in_bytes", yes, no, single, bytes, charged, yes,
                "highest kernel memory so far"},
    ControlFile{"memory.kmem.failcnt", yes, no, single, count, exact, yes,
                "how often kernel memory hit its limit"},
    ControlFile{"memory.kmem.slabinfo", yes, no, text, count, exact, no,
                "slab caches of the group; empty on newer kernels"},
    ControlFile{"memory.kmem.tcp.usage_in_bytes", yes, no, single, bytes, charged, no, "TCP buffers"},
    ControlFile{"memory.kmem.tcp.limit_in_bytes", yes, no, single, bytes, exact, yes, "limit of TCP buffers"},
    ControlFile{"memory.kmem.tcp.max_usage_in_bytes", yes, no, single, bytes, charged, yes,
                "highest TCP buffers so far"},
    ControlFile{"memory.kmem.tcp.failcnt", yes, no, single, count, exact, yes,
                "how often TCP buffers hit their limit"},
    ControlFile{"memory.force_empty", yes, no, none, bytes, exact, yes,
                "any write reclaims all that can be reclaimed"},
    ControlFile{"memory.swappiness", yes, no, single, count, exact, yes,
                "anonymous against file memory in reclaim; 0: never swap"},
    ControlFile{"memory.oom_control", yes, no, keyed, count, exact, yes,
                "oom_kill_disable, under_oom, oom_kill; write 1: pause instead of kill"},
    ControlFile{"memory.move_charge_at_immigrate", yes, no, single, count, exact, yes,
                "charges that follow a moved process; removed in 6.13"},
    ControlFile{"memory.use_hierarchy", yes, no, single, count, exact, yes,
                "whether the group accounts for those below it; always 1 since 5.11"},
    ControlFile{"memory.pressure_level", yes, no, none, count, exact, no,
                "handle for pressure notifications"},
    ControlFile{"cgroup.event_control", yes, no, none, count, exact, yes,
                "registers an eventfd for a control file"},
    ControlFile{"tasks", yes, no, text, count, exact, yes, "threads in the group"},
    ControlFile{"notify_on_release", yes, no, single, count, exact, yes,
                "run the release agent when the group is empty"},
    ControlFile{"cgroup.clone_children", yes, no, single, count, exact, yes, "a setting of cpuset"},
    // On both, with different contents.
    ControlFile{"memory.stat", yes, yes, keyed, bytes, flushed, no, "what the memory is used for"},
    ControlFile{"memory.numa_stat", yes, yes, by_node, pages, flushed, no,
                "memory by NUMA node: pages on v1, bytes on v2"},
    ControlFile{"cgroup.procs", yes, yes, text, count, exact, yes, "processes in the group"},
    // The memory controller, hierarchy v2.
    ControlFile{"memory.current", no, yes, single, bytes, charged, no,
                "memory charged to the group and those below it"},
    ControlFile{"memory.peak", no, yes, single, bytes, charged, yes, "highest usage so far; since 5.19"},
    ControlFile{"memory.max", no, yes, single, bytes, exact, yes, "hard limit of memory"},
    ControlFile{"memory.high", no, yes, single, bytes, exact, yes, "throttling limit"},
    ControlFile{"memory.low", no, yes, single, bytes, exact, yes, "best-effort protection"},
    ControlFile{"memory.min", no, yes, single, bytes, exact, yes, "hard protection"},
    ControlFile{"memory.reclaim", no, yes, none, bytes, exact, yes,
                "reclaims that many bytes now; since 5.19"},
    ControlFile{"memory.events", no, yes, keyed, count, exact, no,
                "low, high, max, oom, oom_kill of the subtree"},
    ControlFile{"memory.events.local", no, yes, keyed, count, exact, no, "the same, of this group alone"},
    ControlFile{"memory.oom.group", no, yes, single, count, exact, yes,
                "1: the OOM killer takes the whole group"},
    ControlFile{"memory.pressure", no, yes, psi, count, exact, yes,
                "pressure stall information; write a trigger"},
    ControlFile{"memory.swap.current", no, yes, single, bytes, charged, no, "swap in use"},
    ControlFile{"memory.swap.max", no, yes, single, bytes, exact, yes, "hard limit of swap"},
    ControlFile{"memory.swap.high", no, yes, single, bytes, exact, yes, "throttling limit of swap"},
    ControlFile{"memory.swap.peak", no, yes, single, bytes, charged, yes, "highest swap so far; since 6.5"},
    ControlFile{"memory.swap.events", no, yes, keyed, count, exact, no, "high, max, fail of swap"},
    ControlFile{"memory.zswap.current", no, yes, single, bytes, charged, no, "memory of the zswap backend"},
    ControlFile{"memory.zswap.max", no, yes, single, bytes, exact, yes, "hard limit of zswap"},
    ControlFile{"memory.zswap.writeback", no, yes, single, count, exact, yes,
                "whether zswap may write to swap"},
    // The core of v2.
    ControlFile{"cgroup.controllers", no, yes, text, count, exact, no, "controllers to be had here"},
    ControlFile{"cgroup.subtree_control", no, yes, text, count, exact, yes,
                "controllers given to the groups below"},
    ControlFile{"cgroup.events", no, yes, keyed, count, exact, no, "populated, frozen"},
    ControlFile{"cgroup.kill", no, yes, none, count, exact, yes,
                "1: SIGKILL to all of the subtree; since 5.14"},
    ControlFile{"cgroup.freeze", no, yes, single, count, exact, yes, "1: stop all of the subtree"},
    ControlFile{"cgroup.stat", no, yes, keyed, count, exact, no, "nr_descendants, nr_dying_descendants"},
    ControlFile{"cgroup.stat.local", no, yes, keyed, count, exact, no, "frozen_usec; since 6.18"},
    ControlFile{"cgroup.threads", no, yes, text, count, exact, yes, "threads in the group"},
    ControlFile{"cgroup.type", no, yes, text, count, exact, yes, "domain or threaded"},
    ControlFile{"cgroup.pressure", no, yes, single, count, exact, yes,
                "0: no pressure accounting here; since 6.1"},
    ControlFile{"cgroup.max.depth", no, yes, single, count, exact, yes,
                "how deep groups may be nested below"},
    ControlFile{"cgroup.max.descendants", no, yes, single, count, exact, yes, "how many groups may be below"},
};

constexpr std::array neutral{
    NeutralName{"limit", "memory.limit_in_bytes", "", "memory.max", "", "hard limit of memory"},
    NeutralName{"usage", "memory.usage_in_bytes", "", "memory.current", "", "memory charged now"},
    NeutralName{"peak", "memory.max_usage_in_bytes", "", "memory.peak", "", "highest usage so far"},
    NeutralName{"oom_kills", "memory.oom_control", "oom_kill", "memory.events", "oom_kill",
                "tasks the OOM killer took from the group"},
    NeutralName{"limit_hits", "memory.failcnt", "", "memory.events", "max",
                "how often a charge met the limit"},
    NeutralName{"soft_limit", "memory.soft_limit_in_bytes", "", "", "",
                "target under pressure of the whole machine"},
    NeutralName{"swap_usage", "memory.stat", "swap", "memory.swap.current", "", "swap in use"},
    NeutralName{"swap_limit", "", "", "memory.swap.max", "",
                "hard limit of swap alone; v1 limits memory and swap together"},
    NeutralName{"swapping", "memory.swappiness", "", "memory.swap.max", "",
                "off: the group never swaps, whatever swap there is"},
    NeutralName{"kernel", "memory.kmem.usage_in_bytes", "", "memory.stat", "kernel",
                "kernel memory, part of usage"},
    NeutralName{"anon", "memory.stat", "rss", "memory.stat", "anon", "anonymous memory"},
    NeutralName{"file", "memory.stat", "cache", "memory.stat", "file", "page cache, tmpfs included"},
    NeutralName{"procs", "cgroup.procs", "", "cgroup.procs", "", "processes in the group"},
};

bool counts_events(std::string_view field) {
  constexpr std::array prefixes{"pg",    "total_pg", "workingset_", "total_workingset_", "thp_",
                                "swpin", "swpout",   "zswpin",      "zswpout",           "zswpwb",
                                "pswp",  "numa_",    "total_numa_"};
  return std::ranges::any_of(prefixes, [&](std::string_view prefix) { return field.starts_with(prefix); });
}

}  // namespace

std::string_view to_string(Hierarchy hierarchy) {
  return hierarchy == Hierarchy::v1 ? "v1" : "v2";
}

std::span<const ControlFile> control_files() {
  return table;
}

const ControlFile* find_control_file(std::string_view name) {
  const auto* found = std::ranges::find(table, name, &ControlFile::name);
  return found == table.end() ? nullptr : found;
}

Measure measure_of(const ControlFile& file, std::string_view field) {
  if (file.name != "memory.stat") return {file.unit, file.precision};
  if (field.starts_with("hierarchical_")) return {bytes, exact};
  return counts_events(field) ? Measure{count, flushed} : Measure{bytes, flushed};
}

std::span<const NeutralName> neutral_names() {
  return neutral;
}

const NeutralName* find_neutral_name(std::string_view name) {
  const auto* found = std::ranges::find(neutral, name, &NeutralName::name);
  return found == neutral.end() ? nullptr : found;
}

std::optional<FileField> resolve(std::string_view name, std::string_view field, Hierarchy hierarchy) {
  const bool v1 = hierarchy == Hierarchy::v1;
  if (const NeutralName* same = find_neutral_name(name)) {
    const ControlFile* file = find_control_file(v1 ? same->v1_file : same->v2_file);
    if (file == nullptr) return std::nullopt;
    return FileField{file, std::string(v1 ? same->v1_field : same->v2_field)};
  }
  const ControlFile* file = find_control_file(name);
  if (file == nullptr || !(v1 ? file->v1 : file->v2)) return std::nullopt;
  return FileField{file, std::string(field)};
}

std::span<const std::string> all_control_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const NeutralName& one : neutral) all.emplace_back(one.name);
    for (const ControlFile& one : table) all.emplace_back(one.name);
    return all;
  }();
  return names;
}

}  // namespace limitest::cgroup
