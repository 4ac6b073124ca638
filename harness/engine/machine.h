// SPDX-License-Identifier: Apache-2.0
// What this machine is and has, as far as scenarios and readers of a report care.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/cgroup/location.h"
#include "harness/engine/configuration.h"
#include "harness/engine/slack.h"
#include "harness/engine/switches.h"
#include "harness/result/model.h"

namespace limitest::engine {

struct Machine {
  std::string kernel;        // uname -r
  std::string architecture;  // uname -m
  std::string host;
  std::optional<cgroup::Location> location;  // none: no memory controller, and why in `no_controller`
  std::string no_controller;
  bool sees_root = true;    // of the hierarchy: a container may be shown its own group in that place
  std::string controllers;  // of v2, to be had in the root: "cpu io memory"
  long page = 4096;
  long cpus = 1;
  bool disk = true;              // whether files in $TMPDIR, or else here, are on a disk, not in memory
  bool writeback = false;        // whether their writeback is known to be by cgroup, at the usual dirty limit
  bool may_be_others = true;     // whether we may act as another user (CAP_SETUID)
  bool may_spare = true;         // whether tasks may be kept from the OOM killer (CAP_SYS_RESOURCE)
  bool may_override = true;      // whether files open whatever their mode says (CAP_DAC_OVERRIDE)
  bool may_lock = true;          // whether as much memory may be locked as is there (CAP_IPC_LOCK)
  bool may_administrate = true;  // make namespaces, see whose a page is (CAP_SYS_ADMIN)
  Bytes memory_total, memory_available, swap_total, swap_free;
  std::string slow_swap;  // what of it is not in memory: "/dev/sda2"; empty: nothing
  int swappiness = 60;    // vm.swappiness; 0: the kernel swaps nothing before it must
  bool zswap = false;     // compressed swap in memory is on
  Bytes huge_pages;       // free in hugetlbfs
  std::string boot_parameters;
  Configuration configuration;
  Switches switches;
};

Machine look_at_machine();

// For the head of a report.
result::Machine describe(const Machine& machine);

SlackModel slack_of(const Machine& machine);

// Whether the capability is in force, from /proc/self/status.
bool has_capability(std::string_view status, unsigned capability);

// The first place of /proc/swaps that is no block device in memory, as zram's are: a page that goes elsewhere
// is gone when it is written, which is later than whoever asked for it looks.
std::string slow_swap(std::string_view swaps);

// A value of /proc/meminfo: "MemTotal" -> bytes.
Bytes meminfo(std::string_view text, std::string_view key);

// What is free of the pages of hugetlbfs of the ordinary huge size, from the same text.
Bytes free_huge_pages(std::string_view text);

}  // namespace limitest::engine
