// SPDX-License-Identifier: Apache-2.0
// One mmap(2) of all the memory a workload has: tried again where the kernel refuses, then held.
#pragma once

#include <cstddef>
#include <cstdint>

#include <sys/mman.h>

#include "workloads/lib/serve.h"

namespace limitest::workload {

class OneMapping : public RestingWork {
 public:
  // `flags` beside those of private anonymous memory. What is only read counts for no limit on overcommitting
  // (Documentation/mm/overcommit-accounting.rst).
  OneMapping(std::uint64_t size, int flags, Status& status, int protection = PROT_READ | PROT_WRITE)
      : RestingWork(status), size_(size), flags_(flags), protection_(protection) {}

  Advance advance() final;
  void release() final;

 protected:
  // What is done with it once it is there: complete, or failed or spoiled with a message.
  virtual Advance use(std::byte* memory) = 0;

  [[nodiscard]] std::uint64_t size() const { return size_; }

 private:
  std::uint64_t size_;
  int flags_;
  int protection_;
  std::byte* memory_ = nullptr;
};

}  // namespace limitest::workload
