// SPDX-License-Identifier: Apache-2.0
// Small things that the kernel keeps for a process, each charged by itself from the slab.
#pragma once

#include <cstdint>
#include <string_view>

namespace limitest::workload {

// A kind of them. Nothing is left of any when the process has ended.
class KernelObjects {
 public:
  // What `count` of them takes beforehand. False with a message.
  virtual bool prepare(std::uint64_t count) = 0;
  // One more, the `index`-th from 0. 0 or the errno of the refusal.
  virtual int make(std::uint64_t index) = 0;
  // Gives back all `made`.
  virtual void drop(std::uint64_t made) = 0;

 protected:
  ~KernelObjects() = default;
};

// "files", "mappings", "messages", "timers", "signals", "watches".
KernelObjects* kernel_objects(std::string_view kind);

}  // namespace limitest::workload
