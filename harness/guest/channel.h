// SPDX-License-Identifier: Apache-2.0
// The guest's end of the way out: the shared memory where QEMU offers it, else the second serial
// port. Several processes of the guest may write; a record is never torn.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "harness/guest/records.h"
#include "harness/guest/ring.h"

namespace limitest::guest {

class Channel {
 public:
  // The path of this guest's way out, for open(): BAR 2 of the ivshmem device, or /dev/ttyS1.
  static std::string find();
  static Result<Channel> open(const std::string& path);

  // On return the host can read it, whatever becomes of this kernel.
  void write(Kind kind, std::string_view payload);

 private:
  Channel(Fd device, std::optional<SharedMemory> memory)
      : device_(std::move(device)), memory_(std::move(memory)) {}
  Fd device_;
  std::optional<SharedMemory> memory_;
};

}  // namespace limitest::guest
