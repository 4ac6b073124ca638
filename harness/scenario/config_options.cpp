// SPDX-License-Identifier: Apache-2.0
#include "harness/scenario/config_options.h"

#include <array>

namespace limitest::scenario {
namespace {

constexpr std::array table{
    ConfigOption{"MEMCG", "the memory controller"},
    ConfigOption{"MEMCG_V1", "the memory controller on hierarchy v1; an option of its own since 6.12"},
    ConfigOption{"MEMCG_KMEM", "kernel memory is charged; an option up to 6.10"},
    ConfigOption{"MEMCG_SWAP", "swap is accounted; an option up to 6.0"},
    ConfigOption{"SWAP", "swapping"},
    ConfigOption{"ZSWAP", "compressed swap in memory"},
    ConfigOption{"ZRAM", "a compressed block device in memory"},
    ConfigOption{"PSI", "pressure stall information"},
    ConfigOption{"TRANSPARENT_HUGEPAGE", "transparent huge pages"},
    ConfigOption{"HUGETLBFS", "huge pages by hugetlbfs"},
    ConfigOption{"CGROUP_HUGETLB", "the hugetlb controller"},
    ConfigOption{"CGROUP_FREEZER", "the freezer controller of v1"},
    ConfigOption{"CGROUP_PIDS", "the pids controller"},
    ConfigOption{"CPUSETS", "the cpuset controller"},
    ConfigOption{"LRU_GEN", "the multi-generational LRU"},
    ConfigOption{"LRU_GEN_ENABLED", "the multi-generational LRU, switched on"},
    ConfigOption{"NUMA", "several memory nodes"},
    ConfigOption{"TMPFS", "tmpfs"},
    ConfigOption{"SHMEM", "shared memory backed by tmpfs"},
    ConfigOption{"KSM", "merging of equal pages"},
    ConfigOption{"USERFAULTFD", "page faults handled by a program"},
    ConfigOption{"IO_URING", "rings of requests to the kernel"},
    ConfigOption{"SYSVIPC", "message queues and the like of System V"},
    ConfigOption{"IPC_NS", "namespaces for those"},
    ConfigOption{"PROC_PAGE_MONITOR", "the state of each page in /proc"},
    ConfigOption{"COMPACTION", "free memory is put together to larger pieces"},
    ConfigOption{"MEMORY_FAILURE", "recovery from memory errors"},
    ConfigOption{"PREEMPT_RT", "the real-time kernel"},
    ConfigOption{"KASAN", "the address sanitizer, which keeps freed memory"},
    ConfigOption{"DEBUG_VM", "checks inside memory management"},
};

}  // namespace

std::span<const ConfigOption> config_options() {
  return table;
}

}  // namespace limitest::scenario
