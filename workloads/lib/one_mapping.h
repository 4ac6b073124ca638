// SPDX-License-Identifier: Apache-2.0
// One mmap(2) of all the memory a workload has: tried again where the kernel refuses, then held.
#pragma once

#include <cstddef>
#include <cstdint>

#include "workloads/lib/serve.h"

namespace limitest::workload {

class OneMapping : public RestingWork {
 public:
  // `flags` beside those of private anonymous memory.
  OneMapping(std::uint64_t size, int flags, Status& status)
      : RestingWork(status), size_(size), flags_(flags) {}

  Advance advance() final;
  void release() final;

 protected:
  // What is done with it once it is there: complete, or failed or spoiled with a message.
  virtual Advance use(std::byte* memory) = 0;

  [[nodiscard]] std::uint64_t size() const { return size_; }

 private:
  std::uint64_t size_;
  int flags_;
  std::byte* memory_ = nullptr;
};

}  // namespace limitest::workload
