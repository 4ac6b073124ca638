// SPDX-License-Identifier: Apache-2.0
// What host and guest tell each other besides results. Orders travel inside the initramfs: that
// needs nothing of the kernel but what booted it. (fw_cfg needs iopl, which kernels built without
// X86_IOPL_IOPERM do not have; the same holds for isa-debug-exit, so the exit status is a record.)
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/base/bytes.h"
#include "harness/cgroup/control_file.h"

namespace limitest::guest {

// A command line of `limitest` to run in the guest, one after the other.
struct Program {
  std::vector<std::string> arguments;  // without the program's own name
  bool swap = false;                   // whether swap is on meanwhile
  bool channel = true;                 // whether it gets `--output channel=DEVICE` to write its results to
};

struct Orders {
  std::optional<cgroup::Hierarchy> hierarchy;  // none: what the kernel has, v2 first
  Bytes swap;                                  // 0: none
  Bytes disk;                                  // of the file system at `disk_folder`; 0: none
  std::vector<std::string> modules;            // files below `modules_folder`, in load order
  std::vector<Program> programs;
};

// Where things are in the guest.
inline constexpr const char* orders_file = "/limitest/orders.json";
inline constexpr const char* modules_folder = "/limitest/modules";
inline constexpr const char* scenarios_folder = "/limitest/scenarios";
inline constexpr const char* disk_folder = "/disk";

std::string to_json(const Orders& orders);
Result<Orders> parse_orders(const std::string& text);

// The guest's first words.
struct Hello {
  std::string release;    // uname -r
  Nanoseconds uptime{};   // of the guest, when it was ready
  std::string hierarchy;  // "v1", "v2"
  Bytes swap;             // that can be switched on; 0: none
  bool disk = false;      // whether `disk_folder` is a file system with a page cache that can be reclaimed
  std::vector<std::string> notes;  // what could not be had, and why
};

std::string to_json(const Hello& hello);
Result<Hello> parse_hello(const std::string& text);

}  // namespace limitest::guest
