// SPDX-License-Identifier: Apache-2.0
// Pairs of descriptors with bytes in flight between them, which nobody ever reads: kernel memory.
#pragma once

#include <cstddef>
#include <cstdint>

#include "workloads/lib/serve.h"

namespace limitest::workload {

struct Ends {
  int in = -1;  // non-blocking; what is written here stays in the kernel
  int out = -1;
};

class Channels final : public Work {
 public:
  // Opens one pair with room for about `room` bytes. Zero or an errno.
  using Open = int (*)(Ends& ends, std::uint64_t room);

  // Of the room, `filled` bytes are filled.
  Channels(Open open, std::uint64_t wanted, std::uint64_t room, std::uint64_t filled, Status& status)
      : open_(open), wanted_(wanted), room_(room), most_(filled), status_(status) {}

  // False with a message. Raises the limit on open files as far as it may.
  bool prepare();

  Advance advance() override;
  Advance keep() override;
  void release() override;

 private:
  bool open_one();
  bool fill_last();

  Open open_;
  std::uint64_t wanted_;
  std::uint64_t room_;
  std::uint64_t most_;
  Status& status_;
  Ends* ends_ = nullptr;
  std::uint64_t opened_ = 0;
  std::uint64_t filled_ = 0;   // channels that are full
  std::uint64_t written_ = 0;  // into the one that is not
};

}  // namespace limitest::workload
